// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a Dockerfile writes it
/** What a Dockerfile asks of who builds and of who runs, and what is its own. */
import { expect, test } from 'vitest';
import { summariseDockerfile } from './dockerfile.ts';

const found = (text: string): readonly string[] => [
  ...new Set(summariseDockerfile('Dockerfile', text).reads.map(({ name, line }) => `${line} ${name}`)),
];

test.each([
  ['arguments, once', 'ARG A\nFROM x\nARG A\nENV A=$A B=$A', ['1 A']],
  ['of what runs, in a list only what a shell expands', 'CMD ["node", "$A"]\nCMD ["sh", "-c", "run ${B:-1} $C"]', ['2 B', '2 C']],
  ['set in the same instruction', 'RUN V=$(cat v) && echo $V && for F in a; do echo $F; done', []],
  ['of the instruction before it, no more', 'RUN V=1\nRUN echo $V', ['2 V']],
  ['escaped, quoted, a comment between lines', "RUN echo \\$A '$B' \\\n  # $C\n  && echo $D", ['3 D']],
  [
    'secrets by the name of a variable',
    'RUN --mount=type=secret,id=NPM_TOKEN,required=true --mount=type=secret,id=npmrc,target=/x NPM=$(cat /x) npm ci',
    ['1 NPM_TOKEN'],
  ],
  ['secrets that become one', 'RUN --mount=type=secret,id=token,env=API_TOKEN echo $API_TOKEN', ['1 API_TOKEN']],
  ['a here-document', 'RUN <<EOF\nX=1\necho $X $Y\nEOF\nRUN echo $Z', ['3 Y', '5 Z']],
  ['a file that is written', "COPY <<'EOF' /x\n$A\nEOF\nCOPY <<EOF /y\n$B\nEOF", ['5 B']],
  ['of the image', 'FROM node\nRUN echo $NODE_VERSION $TARGETARCH', ['2 TARGETARCH']],
  ['the check of health', 'HEALTHCHECK --interval=5s CMD curl localhost:$PORT || exit 1', ['1 PORT']],
  ['for images that build on it', 'ONBUILD ARG A\nONBUILD RUN echo $A $B', ['1 A', '2 B']],
  [
    'by PowerShell',
    'SHELL ["powershell", "-Command"]\nRUN if ($LASTEXITCODE -ne $OWN) { $Env:KEY }\nFROM x\nRUN echo $A',
    ['2 KEY', '4 A'],
  ],
  ['several, with defaults', 'ARG A=1 B="two words"\nRUN echo $A$B', ['1 A', '1 B']],
])('%s', (_title, text, wanted) => {
  expect(found(text)).toEqual(wanted);
});
