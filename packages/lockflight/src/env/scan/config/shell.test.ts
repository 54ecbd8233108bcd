// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a shell writes it
/** What a script reads of the environment, and what is its own: one row for each way of writing it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellReads, summariseShell } from './shell.ts';

const names = (text: string): readonly string[] => [...new Set(shellReads(text).map(({ name }) => name))].sort();

describe('read', () => {
  test.each([
    [
      'before a program prints it, and what it does not print',
      'echo $SSH_AUTH_SOCK\neval "$(ssh-agent)"\necho $OTHER',
      ['OTHER', 'SSH_AUTH_SOCK'],
    ],
    ['behind a file of another name', '. /etc/profile\n. /opt/tools.sh\necho $PROFILE_DIR $MY_TOOLS', ['MY_TOOLS', 'PROFILE_DIR']],
    ['before it is set', 'if [ -z "$URL" ]; then\n  URL="x://$HOST"\n  export URL\nfi\necho $URL', ['HOST', 'URL']],
    ['as its own default', 'PORT="${PORT:-80}"\necho $PORT', ['PORT']],
    ['by a default that is assigned', ': "${A:=1}" "${B:?say}"', ['A', 'B']],
    ['in a function', 'go() {\n  echo "$TARGET"\n}\ngo', ['TARGET']],
    ['in a function that sets it later on', 'go() {\n  [ -n "$X" ] || X=1\n}', ['X']],
    ['where another function has a local of that name', 'a() { local KEY=1; echo $KEY; }\nb() { echo $KEY; }', ['KEY']],
    ['behind a command that had one of its own', 'TOKEN=x run\necho $TOKEN', ['TOKEN']],
    ['as an argument of the same name', 'docker run -e TOKEN=$TOKEN image', ['TOKEN']],
    ['handed on by name', 'docker run -e A --env=B --build-arg C -e D=1 image\ndocker build --secret id=x,env=E .', ['A', 'B', 'C', 'E']],
    ['in a here-document', 'cat <<EOF\n$IN "${IN_TOO}" \\$NOT\nEOF', ['IN', 'IN_TOO']],
    ['in arithmetic', 'echo $((BASE + 1)); (( SIZE > 3 )) && ok', ['BASE', 'SIZE']],
    ['in a substitution within quotes', 'x="$(echo "$A" | awk \'{print $NF}\')" y=`echo $B`', ['A', 'B']],
    ['as a default of a default', 'echo "${A:-${B:-$C}}"', ['A', 'B', 'C']],
    ['in a script that a shell is given', 'bash -ec \'echo $INNER\'; sh -c "echo $OUTER"', ['INNER', 'OUTER']],
    ['in a script within double quotes', 'bash -c "X=1; echo \\$X \\$LATER $NOW"', ['LATER', 'NOW']],
    ['by envsubst', "envsubst '$API_URL ${PORT}' < a > b", ['API_URL', 'PORT']],
    ['asked for', '[[ -v FLAG ]] && printenv SHOWN; test -v OTHER', ['FLAG', 'OTHER', 'SHOWN']],
    [
      'in a program of another language',
      'node -e "process.env.N"; python -c "import os; os.environ[\'P\']"; awk \'{print ENVIRON["K"]}\'',
      ['K', 'N', 'P'],
    ],
    ['in a branch of a case', 'case "$KIND" in\n  a|b) echo $ONE ;;\n  *) echo $TWO ;;\nesac', ['KIND', 'ONE', 'TWO']],
    ['in a substitution with a case', 'x=$(case $A in 1) echo $B;; esac)\necho $C', ['A', 'B', 'C']],
    ['by a list of names', 'for V in A_URL B_URL; do\n  [ -z "${!V}" ] && exit 1\ndone', ['A_URL', 'B_URL']],
    [
      'by a list that has a name',
      'NEED=("A_URL" B_URL)\nMORE="C_URL D_URL"\nfor v in "${NEED[@]}" $MORE; do eval "x=\\$$v"; done',
      ['A_URL', 'B_URL', 'C_URL', 'D_URL'],
    ],
    [
      'by a function that is told the name',
      'take() {\n  local var="$1"\n  local file="${var}_FILE"\n  echo "${!var:-}" "${!file:-}"\n}\ntake PASS default\nother NOT',
      ['PASS', 'PASS_FILE'],
    ],
    ['by the place of an argument', 'take() { echo "${!1}"; export "$2"=x; }\ntake "A_FILE" "A"', ['A_FILE']],
    [
      'as its own default, though a condition may have set it',
      'if [ -n "${OLD:-}" ]; then\n  NEW="$OLD"\nfi\nNEW="${NEW:-}"\nwhile true; do NEW=1; done',
      ['NEW', 'OLD'],
    ],
    ['where it is demanded, though a condition may have set it', '[ -f x ] && . x\nif true; then\n  KEY=1\nfi\n: "${KEY:?say}"', ['KEY']],
    ['where a file may hold it', 'if [ -n "$KEY_FILE" ]; then\n  KEY=$(cat "$KEY_FILE")\nfi\nrun "$KEY"', ['KEY', 'KEY_FILE']],
    ['in a list', 'LIST=("$A" b "${C:-d}")\necho "${LIST[@]}"', ['A', 'C']],
  ])('%s', (_title, text, wanted) => {
    expect(names(text)).toEqual(wanted);
  });
});

describe('its own', () => {
  test.each([
    ['what a program prints for it', 'eval "$(ssh-agent -s)"\necho $SSH_AUTH_SOCK\ncd x && eval `go build -work 2>&1` && find $WORK'],
    ['what it takes out of a file', 'eval "$(sed -n "s/^VERSION=/VERSION=/p" x)"\necho $VERSION'],
    ['what a file of the machine sets', 'source /etc/automation_environment\nsource $AUTOMATION_LIB_PATH/x.sh'],
    ['what a person is asked for', 'read -p "Which? " KIND\nKIND=${KIND:-1}'],
    ["zsh's, while it completes", 'compadd -- $((CURRENT - 1)) $BUFFER'],
    ["a test runner's", 'echo $BATS_TEST_DIRNAME $BATS_TMPDIR'],
    ['set before', 'A=1\nB=$A\necho "$B"'],
    ['set by what it exports and declares', 'export A=1; readonly B=2; declare -x C=3\necho $A $B $C'],
    ['a loop, a list, a menu', 'for A in 1 2; do echo $A; done; select B in x; do echo $B; done'],
    ['read from the input', 'read -r -p "Name: " A B; while IFS= read -r LINE; do echo $LINE; done; echo $A $B'],
    ['read otherwise', 'mapfile -t A; getopts ab: B; printf -v C x; echo $A $B $C'],
    ['local', 'f() {\n  local A B=1\n  echo $A $B\n}'],
    ['set by who calls the function', 'log() { echo "$PREFIX $1"; }\nPREFIX=x\nlog a'],
    ['set by a function that ran', 'init() { ROOT=/; }\ninit\necho $ROOT'],
    [
      'by default after it was set for sure',
      'A=""\nwhile [ $# -gt 0 ]; do case $1 in -a) A=$2;; esac; shift; done\nA="${A:-1}"\nexport B=\nB=${B:-2}',
    ],
    ['set in an earlier round', 'while true; do\n  [ "$LAST" = x ] && break\n  LAST=x\ndone'],
    ['of the command that it stands before', 'A=1 node -e "$A"; cross-env B=1 node $B; npx cross-env C=1 D=2 node $C $D'],
    ['arithmetic of its own', 'N=1; ((N++)); let M=$((N+1)); echo $N $M $((N + M))'],
    ['quoted, escaped, a comment', "echo '$A' \\$B # $C\n#$D\ncat <<'EOF'\n$E\nEOF\necho \"\\$F $$G\""],
    ['of awk, jq and sed', "awk '{print $NF}' | jq '.[] | $X' | sed 's/$Y/z/'"],
    ['a list of its own', 'A=(1 2); echo ${A[0]} ${#A[@]} "${A[*]}"'],
    ['of the shell', 'echo $RANDOM $1 $@ $# $? ${BASH_SOURCE[0]} $LINENO $PWD ${#} ${1:-x}'],
    ['of another machine', "ssh host sh -c 'echo $A'; docker exec db sh -c 'echo $B'"],
    ['of what tells the system', '. /etc/os-release && echo $VERSION_CODENAME'],
    ['in lower case', 'echo $lower ${mixed_Case}'],
    ['given to a program of another language', "SECRET=$lower node -e '\n  process.env.SECRET\n'"],
    ['indirect', 'A=B; echo ${!A} ${!PREFIX_@}'],
  ])('%s', (_title, text) => {
    expect(names(text)).toEqual([]);
  });
});

test('places, defaults and needs', () => {
  expect(shellReads('x\n  echo "${A:-one two}" ${B:?no} ${C-$D}')).toEqual([
    { name: 'A', line: 2, column: 9, default: 'one two', need: 'optional' },
    { name: 'B', line: 2, column: 24, need: 'required' },
    { name: 'C', line: 2, column: 33, need: 'optional' },
    { name: 'D', line: 2, column: 37 },
  ]);
});

test('files that are read in, and names that they may share', () => {
  const { stars, exports } = summariseShell('a.sh', '. "$(dirname "$0")/lib.sh"\nsource ./other.sh\nX=1 run\nY=2\n');
  expect([stars, exports.map(([name]) => name)]).toEqual([['lib.sh', 'other.sh'], ['Y']]);
});

test('any text at all is read to its end', () => {
  const piece = fc.constantFrom(
    '$',
    '${',
    '}',
    '$(',
    ')',
    '((',
    '"',
    "'",
    '`',
    '<<E',
    '\n',
    'E\n',
    '\\',
    'X=',
    'A',
    ' ',
    ';',
    '{',
    'case',
    'in',
    'do',
    '#',
    '|',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => shellReads(parts.join('')).length >= 0),
    { numRuns: 3000 },
  );
  expect(names('echo `X=(a`\necho `X=(`$A')).toEqual(['A']);
  expect(shellReads(`echo ${'$('.repeat(5000)}`)).toEqual([]);
  expect(names(`${'"$(echo '.repeat(40)}$X${')"'.repeat(40)}`)).toEqual(['X']);
});
