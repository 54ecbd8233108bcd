/** What a workflow file says about being dispatched: the trigger, its inputs, and the `run-name`. GitHub's page "Workflow syntax". */
import { parse } from 'yaml';
import { isObject } from '../web/fields.ts';

export interface DispatchInput {
  readonly name: string;
  readonly required: boolean;
  readonly default?: string;
}

export interface WorkflowFile {
  readonly name: string | undefined;
  readonly runName: string | undefined;
  /** Undefined: it has no `workflow_dispatch` trigger. */
  readonly inputs: readonly DispatchInput[] | undefined;
}

const inputsOf = (trigger: unknown): readonly DispatchInput[] => {
  const inputs = isObject(trigger) && isObject(trigger.inputs) ? trigger.inputs : {};
  return Object.entries(inputs).map(([name, value]) => {
    const input = isObject(value) ? value : {};
    return {
      name,
      required: input.required === true,
      ...(input.default === undefined || input.default === null ? {} : { default: String(input.default) }),
    };
  });
};

const dispatchOf = (on: unknown): readonly DispatchInput[] | undefined => {
  if (on === 'workflow_dispatch' || (Array.isArray(on) && on.includes('workflow_dispatch'))) return [];
  if (isObject(on) && 'workflow_dispatch' in on) return inputsOf(on.workflow_dispatch);
  return undefined;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Undefined when the file is no YAML mapping. */
export const readWorkflowFile = (source: string): WorkflowFile | undefined => {
  try {
    const file: unknown = parse(source);
    if (!isObject(file)) return undefined;
    return { name: text(file.name), runName: text(file['run-name']), inputs: dispatchOf(file.on) };
  } catch {
    return undefined;
  }
};

export interface RunContext {
  readonly inputs: Readonly<Record<string, string>>;
  readonly actor: string;
  readonly event: string;
  readonly refName: string;
}

/** A `run-name` with its `${{ inputs.X }}`, `${{ github.event.inputs.X }}`, `${{ github.actor }}` and a few more filled in; unknown ones are empty. */
export const fillRunName = (template: string, context: RunContext): string =>
  template.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, expression: string) => {
    const input = /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(expression)?.[1];
    if (input !== undefined) return context.inputs[input] ?? '';
    const known: Readonly<Record<string, string>> = {
      'github.actor': context.actor,
      'github.triggering_actor': context.actor,
      'github.event_name': context.event,
      'github.ref_name': context.refName,
    };
    return known[expression] ?? '';
  });
