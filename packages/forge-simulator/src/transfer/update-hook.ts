/**
 * The hook that makes protection bind a push. The server judges the commands before git runs and writes its decisions to a file, one line a
 * ref; the hook, a few lines of shell in every repository, looks its ref up. What needs the pushed objects (is it a fast-forward? does it
 * bring merges?) the hook asks git itself, which sees them there and nowhere before.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Judgement, Violation } from '../rules/ref-change.ts';

const HOOK = `#!/bin/sh
# Refuses what the server decided to refuse: lines of "verdict<TAB>ref<TAB>words" in the file that the server names.
ref=$1 old=$2 new=$3
[ -n "$FORGE_DECISIONS" ] && [ -f "$FORGE_DECISIONS" ] || exit 0
zero=0000000000000000000000000000000000000000
tab=$(printf '\\t')
status=0
while IFS="$tab" read -r verdict name words; do
  [ "$name" = "$ref" ] || continue
  case $verdict in
    refuse) ;;
    unless-fast-forward)
      [ "$old" != "$zero" ] && [ "$new" != "$zero" ] || continue
      git merge-base --is-ancestor "$old" "$new" && continue ;;
    unless-linear)
      if [ "$old" = "$zero" ]; then range=$new; else range=$old..$new; fi
      [ -n "$(git rev-list --merges --max-count=1 "$range")" ] || continue ;;
  esac
  printf '%b\\n' "$words" >&2
  status=1
done < "$FORGE_DECISIONS"
exit $status
`;

export const writeHooks = async (folder: string): Promise<string> => {
  const hooks = join(folder, 'hooks');
  await mkdir(hooks, { recursive: true });
  await writeFile(join(hooks, 'update'), HOOK);
  await chmod(join(hooks, 'update'), 0o755);
  return hooks;
};

const escaped = (lines: readonly string[]): string =>
  lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll(/[\t\r\n]/g, ' ')).join('\\n');

const words = (ref: string, violations: readonly Violation[], rulesPage: string): string => {
  const messages = violations.map((v) => v.message);
  if (violations.some((v) => v.source === 'classic'))
    return escaped([`error: GH006: Protected branch update failed for ${ref}.`, ...messages.map((m) => `error: ${m}`)]);
  return escaped([
    `error: GH013: Repository rule violations found for ${ref}.`,
    `Review all repository rules at ${rulesPage}?ref=${encodeURIComponent(ref)}`,
    '',
    ...messages.map((m) => `- ${m}`),
    '',
  ]);
};

/** The lines of the decisions file for one ref. */
export const decisionLines = (ref: string, judgement: Judgement, rulesPage: string): readonly string[] => {
  const line = (verdict: string, violations: readonly Violation[]): readonly string[] =>
    violations.length === 0 ? [] : [`${verdict}\t${ref}\t${words(ref, violations, rulesPage)}`];
  // What is refused anyway needs no second reason from git.
  if (judgement.refused.length > 0) return line('refuse', judgement.refused);
  return [...line('unless-fast-forward', judgement.unlessFastForward), ...line('unless-linear', judgement.unlessLinear)];
};

/** What the client shows in brackets for a ref that this judgement refuses. */
export const declined = (judgement: Judgement): string => {
  const all = [...judgement.refused, ...judgement.unlessFastForward, ...judgement.unlessLinear];
  return all.some((v) => v.source === 'classic') ? 'protected branch hook declined' : 'push declined due to repository rule violations';
};
