/** From the Action's inputs to calls of the command line. Pure. GitHub gives an input as `INPUT_NAME`, in capitals, a dash staying a dash. */
type Environment = Readonly<Record<string, string | undefined>>;

const COMMANDS: readonly string[] = ['check', 'env check'];

/** Undefined: a command that the Action does not have. */
export const callsOf = (environment: Environment): readonly (readonly string[])[] | undefined => {
  const lines = (name: string): readonly string[] =>
    (environment[`INPUT_${name}`] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const [directory = '.'] = lines('WORKING-DIRECTORY');
  const commands = lines('COMMAND');
  if (commands.length === 0 || commands.some((command) => !COMMANDS.includes(command))) return undefined;
  const files = lines('FILES');
  const [named] = lines('ENVIRONMENT');
  // A file that says whose it is is judged with all the others.
  const which = named === undefined ? (files.some((file) => file.includes('=')) ? ['--all'] : []) : ['--env', named];
  const strict = lines('STRICT')[0] === 'true' ? ['--strict'] : [];
  const env = [...which, ...files.flatMap((file) => ['--file', file]), ...strict];
  return commands.map((command) => [
    ...command.split(' '),
    ...['-C', directory, '--reporter', 'github'],
    ...(command === 'env check' ? env : []),
  ]);
};
