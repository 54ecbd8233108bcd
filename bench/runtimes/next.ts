/** Next: an application of its own with a page (Node), a route on its edge runtime and a client component, built, started on loopback and asked. */
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PORT = 38_417;

const FILES: Readonly<Record<string, string>> = {
  'app/layout.tsx':
    'export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html><body>{children}</body></html>;\n}\n',
  'app/page.tsx':
    "import { check } from '../check.mjs';\nimport { validateEnv } from '../env';\nexport const dynamic = 'force-dynamic';\n" +
    'export default function Page() {\n  return <p>{check(validateEnv) as string}</p>;\n}\n',
  'app/edge/route.ts':
    "import { check } from '../../check.mjs';\nimport { validateEnv } from '../../env';\nexport const runtime = 'edge';\n" +
    "export const dynamic = 'force-dynamic';\n" +
    'export function GET() {\n  return new Response(check(validateEnv, { ...process.env } as Record<string, string>) as string);\n}\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        allowJs: true,
        esModuleInterop: true,
      },
      ...{
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'es2022',
        lib: ['dom', 'es2022'],
        jsx: 'react-jsx',
        isolatedModules: true,
      },
      ...{ resolveJsonModule: true, skipLibCheck: true, incremental: true, plugins: [{ name: 'next' }] },
    },
    include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', '.next/types/**/*.ts'],
  }),
  'package.json': '{"type":"module"}',
};

const asked = async (path: string): Promise<string> => {
  for (let n = 0; n < 100; n++) {
    try {
      const answer = await fetch(`http://127.0.0.1:${PORT}${path}`);
      return `${answer.status} ${(await answer.text()).includes('as it should be') ? 'as it should be' : 'something else'}`;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return 'no answer';
};

/** `folder` holds env.ts, check.mjs and node_modules. */
export const runNext = async (folder: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const place = join(folder, 'next');
  await mkdir(join(place, 'app/edge'), { recursive: true });
  for (const name of ['env.ts', 'check.mjs']) await cp(join(folder, name), join(place, name));
  await symlink(join(folder, 'node_modules'), join(place, 'node_modules'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(place, name), text);
  const next = join(folder, 'node_modules/next/dist/bin/next');
  await promisify(execFile)(process.execPath, [next, 'build', '--webpack'], { cwd: place, env });
  const server = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', `${PORT}`], { cwd: place, env, stdio: 'ignore' });
  try {
    return `page ${await asked('/')}, edge route ${await asked('/edge')}`;
  } finally {
    server.kill();
  }
};
