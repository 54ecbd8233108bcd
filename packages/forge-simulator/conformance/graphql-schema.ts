/**
 * GitHub's published GraphQL schema: is a query that the adapter sends one that GitHub takes, and is what the simulator answers one that GitHub could give? The answer is
 * carried out again by the schema's own types, with the answer as the data, and has to come out as it went in.
 */
import { isDeepStrictEqual } from 'node:util';
import type { TappedExchange } from 'forge-simulator';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type FieldNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';

type Data = Readonly<Record<string, unknown>>;
const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

export class GraphqlSchema {
  readonly #schema: GraphQLSchema;

  constructor(text: string) {
    // GitHub deprecates fields that its interfaces keep, which the specification does not let a schema do: nothing of it is a query's matter.
    this.#schema = buildSchema(text, { assumeValid: true, assumeValidSDL: true });
  }

  /** What is wrong with a query, before anything is carried out. */
  queryProblems({ sent }: TappedExchange): readonly string[] {
    const { document, problems } = this.#read(sent);
    if (document === undefined) return problems;
    const definitions = document.definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
    );
    const { errors: wrong = [] } = getVariableValues(this.#schema, definitions, variablesOf(sent));
    return [...validate(this.#schema, document), ...wrong].map(({ message }) => message);
  }

  /** What is wrong with an answer: an error is one that GitHub documents, data is what was asked for. */
  async answerProblems({ sent, given, status }: TappedExchange): Promise<readonly string[]> {
    if (status !== 200) return [];
    const { document } = this.#read(sent);
    if (!isData(given)) return ['no object'];
    const errors = Array.isArray(given.errors) ? given.errors : [];
    if (errors.some((error) => !isData(error) || typeof error.message !== 'string')) return ['an error without a message'];
    // A field that was refused is null, whatever its type: what is left is the same as anywhere else.
    if (document === undefined || errors.length > 0 || !isData(given.data)) return errors.length > 0 ? [] : ['neither data nor errors'];
    const { data, errors: wrong = [] } = await execute({
      schema: this.#schema,
      document,
      rootValue: given.data,
      variableValues: variablesOf(sent),
      fieldResolver: (source: Data, _args, _context, { path }: GraphQLResolveInfo) => source[path.key],
      typeResolver: (value: Data, _context, info, abstract) =>
        typeof value.__typename === 'string'
          ? value.__typename
          : (fragmentType(value, info) ?? this.#schema.getPossibleTypes(abstract)[0]?.name),
    });
    const problems = wrong.map(({ message, path = [] }) => `${path.join('.')}: ${message}`);
    return problems.length > 0 || isDeepStrictEqual(plain(data), plain(given.data)) ? problems : ['holds more than was asked for, or less'];
  }

  #read(sent: unknown): { readonly document?: DocumentNode; readonly problems: readonly string[] } {
    if (!isData(sent) || typeof sent.query !== 'string') return { problems: ['no query'] };
    try {
      return { document: parse(sent.query), problems: [] };
    } catch (error) {
      return { problems: [String(error)] };
    }
  }
}

const variablesOf = (sent: unknown): Data => (isData(sent) && isData(sent.variables) ? sent.variables : {});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** Where an answer does not say its type: that of the fragment whose fields it holds. */
const fragmentType = (value: Data, { fieldNodes }: GraphQLResolveInfo): string | undefined =>
  fieldNodes
    .flatMap(({ selectionSet }) => selectionSet?.selections ?? [])
    .flatMap((one) => (one.kind === Kind.INLINE_FRAGMENT ? [one] : []))
    .find(({ selectionSet }) => fieldsOf(selectionSet).every(({ alias, name }) => (alias ?? name).value in value))?.typeCondition?.name
    .value;

const fieldsOf = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
  selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : []));
