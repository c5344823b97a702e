import { writeProject } from './write-project.ts';
import { writeShop } from './write-shop.ts';

/** A project as a stranger has it, and what it must reply once it runs. */
export type Project = Readonly<{
  name: string;
  /** Writes its files into an empty folder. */
  write: (folder: string, repository: string) => void;
  /** Programs of its own that Node runs once it is installed. */
  programs: readonly string[];
  /** Read requests below `/v1/`, and the local user whose token they carry; an anonymous caller's where there is none. */
  requests: readonly Readonly<{ path: string; by?: 'user' | 'admin'; expected: number }>[];
}>;

export const PROJECTS: readonly Project[] = [
  {
    name: 'orders',
    write: writeProject,
    programs: ['load-entries.cjs'],
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
    programs: [],
    requests: [
      { path: 'products', expected: 200 },
      { path: 'products/3f2b8c1e-5d4a-4b6f-9e7d-1a2b3c4d5e6f', expected: 404 },
      { path: 'orders', expected: 401 },
      { path: 'orders', by: 'user', expected: 200 },
      { path: 'reports/sales', by: 'user', expected: 403 },
    ],
  },
];
