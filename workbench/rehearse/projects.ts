import { writeNest11 } from './write-nest-11.ts';
import { writeProject } from './write-project.ts';
import { writeShop } from './write-shop.ts';

/** A project as a stranger has it, and what it must reply once it runs. */
export type Project = Readonly<{
  name: string;
  /** Writes its files into an empty folder. */
  write: (folder: string, repository: string) => void;
  /** The package managers it is tried with. Default: all. */
  managers?: readonly string[];
  /** Programs of its own that Node runs once it is installed. Default: none. */
  programs?: readonly string[];
  /** Its scripts that run after that, and end. */
  scripts: readonly string[];
  /** Read requests below `/v1/`, and the local user whose token they carry; an anonymous caller's where there is none. Without any it is not started. */
  requests: readonly Readonly<{ path: string; by?: 'user' | 'admin'; expected: number }>[];
}>;

const SCRIPTS = ['contract', 'check', 'test', 'build', 'package'];

export const PROJECTS: readonly Project[] = [
  {
    name: 'orders',
    write: writeProject,
    programs: ['load-entries.cjs'],
    scripts: SCRIPTS,
    requests: [
      { path: 'orders/count', expected: 200 },
      { path: 'orders', expected: 401 },
      { path: 'orders', by: 'user', expected: 200 },
      { path: 'orders/1', by: 'user', expected: 403 },
      { path: 'orders/1', by: 'admin', expected: 200 },
      { path: 'orders/9', by: 'admin', expected: 404 },
    ],
  },
  {
    name: 'shop',
    write: writeShop,
    scripts: SCRIPTS,
    requests: [
      { path: 'products', expected: 200 },
      { path: 'products/3f2b8c1e-5d4a-4b6f-9e7d-1a2b3c4d5e6f', expected: 404 },
      { path: 'orders', expected: 401 },
      { path: 'orders', by: 'user', expected: 200 },
      { path: 'reports/sales', by: 'user', expected: 403 },
    ],
  },
  {
    name: 'nest-11',
    write: writeNest11,
    // What differs between package managers is seen with the others.
    managers: ['npm'],
    // Its program asks itself, and ends.
    scripts: ['build', 'start'],
    requests: [],
  },
];
