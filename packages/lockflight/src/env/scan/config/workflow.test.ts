// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a workflow writes it
/** What a workflow needs that somebody has to give it, and what is its own. */
import { describe, expect, test } from 'vitest';
import { summariseWorkflow } from './workflow.ts';

const found = (text: string): readonly string[] =>
  [...new Set(summariseWorkflow('.github/workflows/x.yml', text).reads.map(({ name, line }) => `${line} ${name}`))].sort();
const step = (more: string): string => `jobs:\n  a:\n    steps:\n${more.replace(/^/gm, '      ')}`;

describe('expressions', () => {
  test.each([
    [
      'contexts, dots and brackets',
      step("- run: ${{ secrets.A }} ${{ vars['B'] }} ${{ env.C }} ${{ fromJSON(vars.D)[0] }}"),
      ['4 A', '4 B', '4 C', '4 D'],
    ],
    [
      'in a condition, with and without braces',
      step("- if: vars.A == 'on' && env.B != ''\n- if: ${{ !secrets.C }}"),
      ['4 A', '4 B', '5 C'],
    ],
    ['in a text of several lines', step('- with:\n    list: |\n      x=1\n      KEY=${{ secrets.A }}'), ['7 A']],
    ['not of a name in a text', step("- if: contains(github.event.comment.body, 'secrets.A')"), []],
    ['not of names with dashes, which no variable has', step('- env:\n    cache-name: x\n    key: ${{ env.cache-name }}'), []],
    ['not of what the file sets', 'env:\n  A: 1\njobs:\n  a:\n    env: { B: 2 }\n    steps:\n      - run: ${{ env.A }} $A $B', []],
    ['not in a comment', '# ${{ secrets.A }}\njobs: # ${{ secrets.B }}\n  a: {}', []],
    ['the token by any case', step('- run: ${{ secrets.github_token }}'), ['4 GITHUB_TOKEN']],
    [
      'not of parameters',
      'on:\n  workflow_call:\n    secrets:\n      token: { required: true }\n      NPM_TOKEN: {}\njobs:\n  a:\n    steps:\n      - run: ${{ secrets.token }} ${{ secrets.NPM_TOKEN }}',
      ['9 NPM_TOKEN'],
    ],
    [
      'of what another workflow is handed',
      'jobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets:\n      token: ${{ secrets.A }}\n  b:\n    uses: o/r/w.yml@v1\n    secrets: inherit',
      ['5 A'],
    ],
  ])('%s', (_title, text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });
});

describe('scripts', () => {
  test.each([
    ['of a shell', step('- run: |\n    X=1\n    echo $X $A\n    echo "$B"'), ['6 A', '7 B']],
    ['that say what their step sets', step('- run: echo $A $B\n  env:\n    A: ${{ secrets.C }}'), ['4 B', '6 C']],
    [
      'not what only a container of a service has',
      'jobs:\n  a:\n    services:\n      db:\n        env:\n          PASS: x\n    steps:\n      - run: echo $PASS',
      ['8 PASS'],
    ],
    [
      'after a step that hands it on',
      step(
        '- run: echo "A=1" >> "$GITHUB_ENV"\n- run: |\n    {\n      echo "B<<EOF"\n      echo EOF\n    } >> $GITHUB_ENV\n- run: echo $A $B',
      ),
      ['4 GITHUB_ENV', '9 GITHUB_ENV'],
    ],
    [
      'in any way to write it',
      step(
        '- shell: pwsh\n  run: |\n    "A=1" | Out-File $env:GITHUB_ENV\n    Add-Content -Path $env:GITHUB_ENV -Value "B=2"\n- run: printf "C=%s\\n" x | tee -a $GITHUB_ENV\n- run: echo $A $B $C',
      ),
      ['6 GITHUB_ENV', '7 GITHUB_ENV', '8 GITHUB_ENV'],
    ],
    [
      'of PowerShell, whose own names are none',
      step('- shell: pwsh\n  run: |\n    $LOCAL = 1\n    $Env:OWN = 2\n    echo $LOCAL $env:A ${env:B} $ENV:OWN'),
      ['8 A', '8 B'],
    ],
    [
      'that a program writes for later steps',
      step('- run: node badge.js >> $GITHUB_ENV\n- if: env.A\n  run: echo ${{ env.B }} $C'),
      ['4 GITHUB_ENV', '6 C'],
    ],
    [
      'of a runner of Windows',
      'jobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: echo $LOCAL $env:A\n      - shell: bash\n        run: echo $B',
      ['5 A', '7 B'],
    ],
    ['by the default of the file', 'defaults:\n  run:\n    shell: pwsh\njobs:\n  a:\n    steps:\n      - run: echo $LOCAL $env:A', ['7 A']],
    ['of cmd', step('- shell: cmd\n  run: |\n    set OWN=1\n    echo %OWN% %A% %ERRORLEVEL%'), ['7 A']],
    ['of Python', step("- shell: python\n  run: |\n    import os\n    print(os.environ['A'], os.getenv('B'), $C)"), ['7 A', '7 B']],
    [
      'of Node',
      step('- uses: actions/github-script@v8\n  env: { OWN: 1 }\n  with:\n    script: core.info(process.env.A + process.env.OWN + `$B`)'),
      ['7 A'],
    ],
    [
      'of an action of several steps',
      'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo ${{ inputs.x }} $A',
      ['5 A'],
    ],
  ])('%s', (_title, text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });
});

test('a file that is no YAML is told', () => {
  expect(summariseWorkflow('w.yml', 'jobs:\n  - a\n b: "').skipped).toMatchObject([{ why: 'syntax' }]);
});
