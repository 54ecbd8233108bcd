/**
 * Names that come from what is not in the script: `eval "$(ssh-agent)"` sets those that the program prints, and a file of the machine that is read in (`source
 * /opt/tools_environment`) is taken to set those that begin with its own name. Input: the script and the files it reads in; output: from where on which names are set. Pure.
 */

export interface SetElsewhere {
  readonly from: number;
  readonly names: RegExp;
}

const EVALUATED = /\beval[ \t]+(?:--[ \t]+)?["']?(?:export[ \t]+)?(?:\$\(|`)([^\n]*)/g;

/** Programs that print assignments for a shell to run. */
const PRINTERS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:\S*\/)?ssh-agent\b/, /^SSH_(?:AUTH_SOCK|AGENT_PID)$/],
  [
    /^(?:\S*\/)?go\s+env\b/,
    /^(?:CGO_\w+|GO(?:ARCH|OS|PATH|ROOT|BIN|CACHE|ENV|EXE|FLAGS|MOD|MODCACHE|PROXY|PRIVATE|SUMDB|TMPDIR|TOOLDIR|VERSION|WORK|HOSTOS|HOSTARCH))$/,
  ],
  [/^(?:\S*\/)?go\s+build\b.*-work\b/, /^WORK$/],
  [/^(?:docker-machine|minikube|podman|eval)\b.*\benv\b/, /^(?:DOCKER_\w+|MINIKUBE_\w+)$/],
  [/^(?:\S*\/)?brew\s+shellenv\b/, /^HOMEBREW_\w+$/],
  [/^(?:\S*\/)?opam\s+env\b/, /^(?:OPAM\w*|OCAML\w*|CAML_\w+)$/],
  [/^dpkg-architecture\b/, /^DEB_\w+$/],
  [/^apt-config\s+shell\b/, /^[A-Z]+$/],
];

const SOURCED = /(?:^|[\n;&|({]|\b(?:then|do|else)\b)[ \t]*(?:source|\.)[ \t]+["']?(\/[\w./-]+)/g;

export const setElsewhere = (text: string): readonly SetElsewhere[] => [...printed(text), ...readIn(text), ...completing(text)];

const printed = (text: string): readonly SetElsewhere[] =>
  text.includes('eval')
    ? [...text.matchAll(EVALUATED)].flatMap((match) => {
        const inside = match[1] ?? '';
        const known = PRINTERS.filter(([program]) => program.test(inside)).map(([, names]) => names);
        // `eval "$(sed -n 's/^VERSION=/VERSION=/p' file)"`: what is printed is written there.
        const written = [...inside.matchAll(/(?<![\w$])([A-Z_][A-Z0-9_]+)\\?=/g)].map(([, name = '']) => new RegExp(`^${name}$`));
        return [...known, ...written].map((names) => ({ from: match.index, names }));
      })
    : [];

const readIn = (text: string): readonly SetElsewhere[] =>
  [...text.matchAll(SOURCED)].flatMap((match) => {
    const [, word = ''] = /([A-Za-z][A-Za-z0-9]{2,})[^/]*$/.exec(match[1] ?? '') ?? [];
    return word === '' || /^(?:env|profile|bashrc|common|config|lib|etc)$/i.test(word)
      ? []
      : [{ from: match.index, names: new RegExp(`^${word.toUpperCase()}(?:_|$)`) }];
  });

/** zsh's own, while it completes a command or edits a line. */
const completing = (text: string): readonly SetElsewhere[] =>
  /\b(?:compdef|compadd|zle)\b/.test(text) ? [{ from: -1, names: /^(?:CURRENT|[LR]?BUFFER|CURSOR|I?PREFIX|I?SUFFIX|WORDCHARS)$/ }] : [];
