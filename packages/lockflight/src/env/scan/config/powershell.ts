/** Scripts of PowerShell and of Windows' own command line. */
import type { FileSummary } from '../code/summary.ts';
import { summaryOf } from './summary-of.ts';
import { cmdReads, powershellReads } from './workflow-shells.ts';

export const summarisePowershell = (file: string, text: string): FileSummary => summaryOf(file, 'shell', powershellReads(text));

export const summariseCmd = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'shell',
    cmdReads(text).filter(({ name }) => /^[A-Z_][A-Z0-9_]*$/.test(name)),
  );
