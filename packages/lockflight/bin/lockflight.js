#!/usr/bin/env node
// The launcher: refuses a Node that cannot run TypeScript, in one line and before any other file is read, then starts the
// command line with V8's compile cache on (stripping types costs about 110 ms a start without it, 17 with it). It imports
// nothing of Node's: to import `node:process` is to open the standard streams.

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `lockflight: Node ${process.versions.node} is too old, 22.18 or later is needed. In this checkout: npm ci, then npx lockflight\n`,
  );
  process.exitCode = 2;
} else {
  process.getBuiltinModule('node:module').enableCompileCache?.();
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
