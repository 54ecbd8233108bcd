// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how such files write it
/** Names between braces that a tool replaces; scripts of Windows. */
import { expect, test } from 'vitest';
import type { FileSummary } from '../code/summary.ts';
import { summariseBake, summariseNpmrc, summariseServerless } from './placeholders.ts';
import { summariseCmd, summarisePowershell } from './powershell.ts';

const found = ({ reads }: FileSummary): readonly unknown[] =>
  reads.map(({ name, line, use: { default: fallback } }) => (fallback === undefined ? `${line} ${name}` : `${line} ${name}=${fallback}`));

test('npm and yarn', () => {
  expect(found(summariseNpmrc('.npmrc', '# ${NOT}\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n; ${NOT}\nx=$NOT'))).toEqual([
    '2 NPM_TOKEN',
  ]);
  expect(found(summariseNpmrc('.yarnrc.yml', 'npmAuthToken: "${TOKEN:-none}" # ${NOT}\n'))).toEqual(['1 TOKEN=none']);
});

test('serverless', () => {
  const text =
    "provider:\n  environment:\n    A: ${env:A}\n    B: ${env:B, 'x'}\n    C: ${env:C, ${self:custom.c}} # ${env:NOT}\n    D: ${env:D, 3}\n    E: ${opt:stage, env:E}";
  expect(found(summariseServerless('serverless.yml', text))).toEqual(['3 A', '4 B=x', '5 C', '6 D=3']);
});

test('bake', () => {
  expect(
    found(
      summariseBake('docker-bake.hcl', '# variable "NOT" {}\nvariable "TAG" {\n  default = "latest"\n}\nvariable "B" {}\ntarget "x" {}'),
    ),
  ).toEqual(['2 TAG=latest', '5 B']);
});

test('scripts of Windows', () => {
  expect(
    found(
      summarisePowershell(
        'a.ps1',
        '# $env:NOT\n<# $env:NOT #>\n$X = $env:A\n$env:OWN = 1\nif ($Env:OWN) { [Environment]::GetEnvironmentVariable("B") }\n$env:PATH += ";x"',
      ),
    ),
  ).toEqual(['3 A', '5 B', '6 PATH']);
  expect(found(summariseCmd('a.cmd', '@REM %NOT%\nset OWN=1\nset /p "ASKED=?"\necho %OWN% %ASKED% %A% %~dp0 %1 100%% %B:~0,3%'))).toEqual([
    '4 A',
    '4 B',
  ]);
});
