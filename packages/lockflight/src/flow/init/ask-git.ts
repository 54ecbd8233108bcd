/** What git says of a folder that may have no git, no repository or no such thing: then nothing, as a draft can do without. Patterns of paths are patterns. */
import { hasCode } from '../../errors.ts';
import { runGit } from '../../git/run-git.ts';

export const askGit = async (directory: string, args: readonly string[]): Promise<string> => {
  try {
    const { code, stdout } = await runGit(['-C', directory, ...args], { extra: { GIT_LITERAL_PATHSPECS: '0' } });
    return code === 0 ? stdout : '';
  } catch (error) {
    if (hasCode(error, 'git-missing')) return '';
    throw error;
  }
};
