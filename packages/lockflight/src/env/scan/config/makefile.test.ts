// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how make writes it
/** What a makefile takes from outside, and what is its own. */
import { expect, test } from 'vitest';
import { summariseMakefile } from './makefile.ts';

const found = (text: string): readonly string[] => [
  ...new Set(summariseMakefile('Makefile', text).reads.map(({ name, line }) => `${line} ${name}`)),
];

test.each([
  ['names that nothing sets', 'OWN = 1\nall:\n\techo $(OWN) $(A) ${B:.c=.o}\n', ['3 A', '3 B']],
  ['defaults that may be overridden', 'TAG ?= latest # x\nNAME ?= $(shell name)\nEMPTY ?=\nall:\n\techo $(TAG)', ['1 TAG', '3 EMPTY']],
  ['the names of the shell', 'all:\n\tX=1; echo $$X $$A; \\\n\t  echo $$B\n', ['2 A', '3 B']],
  ['conditions', 'ifdef A\nX = 1\nendif\nifndef X\nendif\nifeq ($(C),)\nendif', ['1 A', '6 C']],
  [
    'not those of make, of rules, of loops',
    'all: X := 1\nall: b\n\t$(MAKE) -C x $(CURDIR) $@ $< $(CC) $(X) $(foreach I,a b,$(I)) $(CFLAGS)',
    [],
  ],
  ['not in a comment', '# $(A)\nall: # $(OWN)\nOWN=1\n', []],
  ['not where another makefile may set them', 'include other.mk\nall:\n\techo $(A) $$B', ['3 B']],
  ['but where a file of variables is read', '-include .env\nall:\n\techo $(A)', ['3 A']],
  [
    'set within a condition',
    'ifeq ($(OS),x)\n\tEXT = .exe\nelse\n\texport OUT=1\nendif\nall: a ; b\nifdef EXT\n\tX=1; echo $(EXT) $(OUT)\nendif\n\tX=1; echo $$X',
    ['1 OS'],
  ],
  ['set by eval', 'all:\n\t$(eval A := $*)\n\t$(eval export B=1)\n\techo $(A) ${B} $(C) $$A', ['4 C']],
  [
    'the names of a shell that make asks',
    'VERSION := $(shell echo $$VERSION $$(x $$A) $(B)) $(C)\nOWN := 1\nX = $(shell echo $$OWN)',
    ['1 B', '1 C', '1 VERSION', '1 A'],
  ],
  ['that begin like one of its own', 'ifeq ($(INSTALL_TOOLS),yes)\nendif\na:\n\t$(INSTALL_DATA)', ['1 INSTALL_TOOLS']],
  ['given from outside, or else another', 'A := $(if $(A),$(A),x)\nB := $(if $(C),$(B))\na:\n\techo $(A) $(B)', ['1 A', '2 C']],
  ['what it exports to its lines', 'export A := 1\nall:\n\techo $$A', []],
])('%s', (_title, text, wanted) => {
  expect(found(text)).toEqual(wanted);
});

test('a default is known where it is a text', () => {
  expect(summariseMakefile('Makefile', 'TAG ?= latest # x').reads.map(({ use }) => use)).toMatchObject([
    { default: 'latest', need: 'optional' },
  ]);
});
