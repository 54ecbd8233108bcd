// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how such files write it
/** What the pipelines of other services need from outside, and what is their own. */
import { expect, test } from 'vitest';
import { summarisePipeline } from './pipelines.ts';

const found = (file: string, text: string): readonly string[] =>
  [...new Set(summarisePipeline(file, text).reads.map(({ name, line }) => `${line} ${name}`))].sort(
    (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
  );

test.each([
  [
    '.gitlab-ci.yml',
    'variables:\n  OWN: 1\n  WITH: { value: "$A", description: x }\nbuild:\n  image: $REGISTRY/x:$OWN\n  before_script:\n    - X=1\n    - |\n      export Y=2\n      echo $B\n  script:\n    - echo $X $Y $C\n  rules:\n    - if: \'$CI_COMMIT_BRANCH == "main" && $D\'',
    ['3 A', '5 REGISTRY', '10 B', '12 C', '14 CI_COMMIT_BRANCH', '14 D'],
  ],
  [
    '.circleci/config.yml',
    'jobs:\n  a:\n    environment: { OWN: 1 }\n    docker:\n      - image: x\n        auth: { password: $A }\n    steps:\n      - run: echo $OWN $B << parameters.x >>\n      - run:\n          command: |\n            echo $C\n          environment:\n            STEP: 1',
    ['6 A', '8 B', '11 C'],
  ],
  [
    'bitbucket-pipelines.yml',
    'pipelines:\n  default:\n    - step:\n        script:\n          - echo $A\n          - pipe: x/y:1\n            variables:\n              KEY: $B',
    ['5 A', '8 B'],
  ],
  ['.travis.yml', 'env:\n  global:\n    - OWN=1 TOO="x y"\n    - secure: "abc$"\nscript: echo $OWN $TOO $A', ['5 A']],
  ['.travis.yml', 'env:\n  jobs:\n    - OWN=1 TOO=x\n    - OWN=2\n  matrix:\n    - MORE=1\nscript: echo $OWN $TOO $MORE $A', ['7 A']],
  ['.travis.yml', 'jobs:\n  include:\n    - env: OWN=1 TOO="x"\nscript: echo $OWN $TOO $A', ['4 A']],
  [
    'appveyor.yml',
    'environment:\n  matrix:\n    - PY: x\n  global: { G: 1 }\ninstall:\n  - "SET OWN=%PY%;%G%"\n  - echo %OWN% %A%\ntest_script:\n  - ps: echo $env:PY $env:B\n  - cmd: echo %C%\ndeploy:\n  release: $(TAG)',
    ['7 A', '9 B', '10 C', '12 TAG'],
  ],
  [
    'azure-pipelines.yml',
    'variables:\n  - name: OWN\n    value: 1\n  - group: g\nsteps:\n  - script: echo $(OWN) $(A) $(Build.Reason) $B\n    env:\n      STEP: $(C)\n  - pwsh: echo $LOCAL $env:D',
    ['6 B', '6 A', '8 C', '9 D'],
  ],
  ['amplify.yml', 'frontend:\n  phases:\n    build:\n      commands:\n        - echo "A=$A" >> .env\n        - npm run build', ['5 A']],
  ['buildspec.yml', 'env:\n  parameter-store:\n    OWN: /x/y\nphases:\n  build:\n    commands:\n      - echo $OWN $A', ['7 A']],
  ['.drone.yml', 'steps:\n  - name: a\n    environment:\n      KEY: { from_secret: key }\n    commands:\n      - echo $KEY $A', ['6 A']],
])('%s', (file, text, wanted) => {
  expect(found(file, text)).toEqual(wanted);
});
