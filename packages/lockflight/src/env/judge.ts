/**
 * Variables judged in one environment: the interpreter behind `lockflight env check`. Input is the contract, an environment's name and what is
 * set; the answer is every issue, gravest first, and one variable has one issue wherever one is enough to say what is wrong.
 *
 * Precedence was resolved when the contract was read. A variable whose `when` does not hold is not judged at all. Where the environment
 * only warns, errors become warnings, save the two that block everywhere: `foreign-value` and `ambiguous-environment`.
 */
import { type Contract, type Environment, findEnvironment, type Phase } from '../contract/model.ts';
import type { Place } from '../contract/place.ts';
import { byGravity, type Finding, type Issue, type Judgement } from './issue.ts';
import { brokenConstraint } from './rules/broken-constraint.ts';
import { clientSecret, undeclaredClientSecret } from './rules/client-secret.ts';
import { contradicted } from './rules/contradicted.ts';
import { deprecated } from './rules/deprecated.ts';
import { forbidden } from './rules/forbidden.ts';
import { foreignValue } from './rules/foreign-value.ts';
import { incompleteGroup } from './rules/incomplete-group.ts';
import { missing } from './rules/missing.ts';
import { placeholder } from './rules/placeholder.ts';
import { sameAsAnother } from './rules/same-as-another.ts';
import { shownName, undeclared, undeclaredNames } from './rules/undeclared.ts';
import { wrongMode } from './rules/wrong-mode.ts';
import { wrongType } from './rules/wrong-type.ts';
import { groupSubjectsOf, type Scene, type Subject, subjectsOf } from './subject.ts';
import { unknownEnvironment } from './unknown-environment.ts';

export interface JudgeOptions {
  /** Only what this phase needs is demanded; what is set is judged in any phase. */
  readonly phase?: Phase;
  /** The file that each value came from. Names in it that the contract does not know are `undeclared`; other names are never looked at. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Judge as if the environment blocked. */
  readonly strict?: boolean;
  /** The values of other environments, judged in the same call. */
  readonly elsewhere?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The first that finds something speaks for the variable. */
const RULES: readonly ((subject: Subject) => Finding | undefined)[] = [
  foreignValue,
  clientSecret,
  forbidden,
  placeholder,
  wrongType,
  wrongMode,
  brokenConstraint,
  sameAsAnother,
  missing,
  deprecated,
];

const ALWAYS_BLOCKS = new Set(['foreign-value', 'ambiguous-environment']);

interface Spoken {
  readonly name: string;
  readonly finding: Finding;
  readonly rule: Place;
  readonly secret: boolean;
}

const toIssue = (scene: Scene, { name, finding, rule, secret }: Spoken): Issue => {
  const source = scene.sources.get(name);
  const grave = ALWAYS_BLOCKS.has(finding.code) || (scene.blocks && finding.mild !== true);
  return {
    code: finding.code,
    variable: finding.code === 'undeclared' || finding.code === 'client-secret' ? shownOr(scene, name) : name,
    severity: grave ? 'error' : 'warning',
    environment: scene.environment.name,
    message: finding.message,
    fix: finding.fix,
    rule: finding.rule ?? rule,
    ...(source === undefined ? {} : { source }),
    secret,
  };
};

const shownOr = (scene: Scene, name: string): string => (scene.contract.variables.some((v) => v.name === name) ? name : shownName(name));

const judgeVariables = (scene: Scene, subjects: readonly Subject[]): ReadonlyMap<string, Finding> => {
  const findings = new Map<string, Finding>();
  for (const subject of subjects) {
    for (const rule of RULES) {
      const finding = rule(subject);
      if (finding === undefined) continue;
      findings.set(subject.variable.name, finding);
      break;
    }
  }
  const contradiction = contradicted(scene);
  if (contradiction !== undefined) findings.set(contradiction.name, contradiction.finding);
  return findings;
};

const judgeGroups = (scene: Scene, subjects: readonly Subject[], findings: ReadonlyMap<string, Finding>): readonly Spoken[] =>
  groupSubjectsOf(scene, subjects).flatMap((group) => {
    // A recommended member that is unset is no longer a matter of taste once the rest of its group is set.
    const reported = new Set([...findings].filter(([, finding]) => finding.mild !== true).map(([name]) => name));
    const found = incompleteGroup(group, reported);
    if (found === undefined) return [];
    const { variable } = found.on;
    return [{ name: variable.name, finding: found.finding, rule: group.cell?.at ?? group.group.at, secret: variable.secret }];
  });

const judgeUndeclared = (scene: Scene): readonly Spoken[] => {
  const names = undeclaredNames(scene);
  return names.map((name) => ({
    name,
    finding: undeclaredClientSecret(scene, name) ?? undeclared(scene, name, names.length),
    rule: scene.environment.at,
    secret: false,
  }));
};

const judgeScene = (scene: Scene): readonly Issue[] => {
  const subjects = subjectsOf(scene);
  const findings = judgeVariables(scene, subjects);
  const groups = judgeGroups(scene, subjects, findings);
  const inGroup = new Set(groups.map((spoken) => spoken.name));
  const variables = scene.contract.variables.flatMap((variable): readonly Spoken[] => {
    const finding = findings.get(variable.name);
    if (finding === undefined || (finding.code === 'missing' && inGroup.has(variable.name))) return [];
    const cell = variable.cells.find((c) => c.environment === scene.environment.name);
    return [{ name: variable.name, finding, rule: cell?.at ?? variable.at, secret: variable.secret }];
  });
  const declared = new Set(scene.contract.variables.map((variable) => variable.name));
  const selector = [...findings].filter(([name]) => !declared.has(name));
  const selectors = selector.map(([name, finding]) => ({ name, finding, rule: scene.environment.at, secret: false }));
  return byGravity([...variables, ...selectors, ...groups, ...judgeUndeclared(scene)].map((spoken) => toIssue(scene, spoken)));
};

/**
 * Every issue of these values in this environment (a name or an alias). An environment that the contract does not have is an
 * impossible call: LockflightError `unknown-environment`. Otherwise total, for any map of strings.
 */
export const judgeEnvironment = (
  contract: Contract,
  environmentName: string,
  values: ReadonlyMap<string, string>,
  options: JudgeOptions = {},
): readonly Issue[] => {
  const environment = findEnvironment(contract, environmentName);
  if (environment === undefined) throw unknownEnvironment(contract, environmentName);
  return judgeScene({
    contract,
    environment,
    values,
    sources: options.sources ?? new Map(),
    blocks: environment.boot === 'block' || options.strict === true,
    ...(options.phase === undefined ? {} : { phase: options.phase }),
    elsewhere: options.elsewhere ?? new Map(),
  });
};

/** `ok` is false exactly when these issues would stop the boot. */
export const judgementOf = (environment: Environment, issues: readonly Issue[]): Judgement => ({
  environment: environment.name,
  boot: environment.boot,
  ok: issues.every((issue) => issue.severity !== 'error'),
  issues,
});
