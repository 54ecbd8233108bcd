/** Open issues. GitHub lists pull requests among them; they are left out. */
import type { Issue } from '../port.ts';
import type { Answer } from './answer.ts';
import type { Connection } from './connection.ts';
import { list } from './paging.ts';

/** A label is a name, or an object that has one. */
const labelIn = (answer: Answer): string => (typeof answer.value === 'string' ? answer.line() : answer.at('name').line());

const issueIn = (answer: Answer): Issue => ({
  number: answer.at('number').id(),
  title: answer.at('title').line(),
  labels: answer.at('labels').items().map(labelIn),
  url: answer.at('html_url').url(),
  createdAt: answer.at('created_at').time(),
});

const openWith = async (connection: Connection, label: string | undefined): Promise<readonly Issue[]> => {
  // GitHub separates labels with commas, all of them required: one that holds a comma cannot be asked for, only looked for.
  const asked = label === undefined || label.includes(',') ? {} : { labels: label };
  const answers = await list(connection, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { state: 'open', sort: 'created', direction: 'asc', ...asked },
  });
  const issues = answers.filter((answer) => answer.optional('pull_request') === undefined).map(issueIn);
  const wanted = label?.toLowerCase();
  return wanted === undefined ? issues : issues.filter(({ labels }) => labels.some((name) => name.toLowerCase() === wanted));
};

/** GitHub REST: "List repository issues". With labels: issues that carry any of them; without: all. Each once, by number. */
export async function openIssues(connection: Connection, labels: readonly string[]): Promise<readonly Issue[]> {
  const found = new Map<number, Issue>();
  for (const label of labels.length === 0 ? [undefined] : labels) {
    for (const issue of await openWith(connection, label)) found.set(issue.number, issue);
  }
  return [...found.values()].toSorted((a, b) => a.number - b.number);
}
