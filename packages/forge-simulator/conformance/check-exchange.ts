/** One exchange held against the description: what was asked, where the adapter asked it, and what was answered. */
import type { TappedExchange } from 'forge-simulator';
import type { Description, Operation } from './description.ts';

/** Where GitHub is known to do other than its description says, and how we know. */
const EXCEPTIONS: readonly { readonly operation: string; readonly what: RegExp; readonly why: string }[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/actions/',
    what: /^query parameter created=/,
    why: 'described as one date, documented as a range of dates: "Understanding the search syntax"',
  },
  {
    operation: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    what: /^status 422 /,
    why: '"No commit found for SHA", as "Get a commit" has it',
  },
];

export const isExcepted = (operation: string, what: string): boolean =>
  EXCEPTIONS.some((exception) => operation.startsWith(exception.operation) && exception.what.test(what));

/** Any endpoint may answer so: GitHub's "Troubleshooting the REST API" has them, the description not everywhere. */
const ALWAYS = ['401', '403', '404'];
const BASIC_ERROR = '/components/schemas/basic-error';

const queryProblems = (description: Description, { parameters }: Operation, query: string): readonly string[] => {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  return [...new URLSearchParams(query)].flatMap(([name, value]) => {
    const parameter = known.find((one) => one.name === name);
    if (parameter === undefined) return [`query parameter ${name} is not described`];
    return description.parameterProblems(parameter.schema ?? {}, value).map((problem) => `query parameter ${name}=${value}: ${problem}`);
  });
};

export const requestProblems = (description: Description, operation: Operation, exchange: TappedExchange): readonly string[] => [
  ...queryProblems(description, operation, exchange.query),
  ...(operation.body === undefined
    ? exchange.sent === undefined
      ? []
      : ['a body is sent, and none is described']
    : exchange.sent === undefined
      ? operation.body.required
        ? ['no body is sent, and one is required']
        : []
      : description.problems(operation.body.pointer, exchange.sent).map((problem) => `body${problem}`)),
];

export const answerProblems = (description: Description, operation: Operation, exchange: TappedExchange): readonly string[] => {
  const status = String(exchange.status);
  if (!operation.answers.has(status)) {
    if (!ALWAYS.includes(status)) return [`status ${status} is not described (${[...operation.answers.keys()].join(', ')})`];
    return description.problems(BASIC_ERROR, exchange.given).map((problem) => `${status}${problem}`);
  }
  const schema = operation.answers.get(status);
  if (schema === undefined) return exchange.given === undefined ? [] : [`${status} has a body, and none is described`];
  return description.problems(schema, exchange.given).map((problem) => `${status}${problem}`);
};
