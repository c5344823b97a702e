import { readSegments, WHOLE_PARAMETER } from './covers-path.ts';

/** Route templates by segment, so that what a new one must be compared with is found without looking at all of them. */
type Branch<Route> = {
  readonly literals: Map<string, Branch<Route>>;
  parameter?: Branch<Route>;
  /** The first route that ends here, and its place among all. */
  route?: Readonly<{ route: Route; place: number }>;
};

type Templated = Readonly<{ method: string; path: string }>;

/** Every method, as a route of Express's `all()` is listed. */
const ANY = '*';

/**
 * Makes a function to be called with every route in matching order. It gives the first route before it that covers it,
 * see `coversPath`, and would be matched instead.
 */
export function createShadowFinder<Route extends Templated>(): (route: Route) => Route | undefined {
  const roots = new Map<string, Branch<Route>>();
  let count = 0;
  return (route) => {
    const segments = readSegments(route.path);
    const methods = new Set([route.method, ANY]);
    const found = [...methods].flatMap((method) => covering(roots.get(method), segments, 0));
    add(roots, route, segments, count++);
    return found.toSorted((one, other) => one.place - other.place)[0]?.route;
  };
}

function covering<Route>(
  branch: Branch<Route> | undefined,
  segments: readonly string[],
  depth: number,
): Readonly<{ route: Route; place: number }>[] {
  if (!branch) return [];
  const segment = segments[depth];
  if (segment === undefined) return branch.route ? [branch.route] : [];
  return [
    ...covering(branch.parameter, segments, depth + 1),
    ...covering(branch.literals.get(segment), segments, depth + 1),
  ];
}

function add<Route extends Templated>(
  roots: Map<string, Branch<Route>>,
  route: Route,
  segments: readonly string[],
  place: number,
): void {
  let branch = grow(roots, route.method);
  for (const segment of segments) {
    branch = WHOLE_PARAMETER.test(segment)
      ? (branch.parameter ??= { literals: new Map() })
      : grow(branch.literals, segment);
  }
  branch.route ??= { route, place };
}

function grow<Route>(branches: Map<string, Branch<Route>>, name: string): Branch<Route> {
  const known = branches.get(name);
  if (known) return known;
  const branch: Branch<Route> = { literals: new Map() };
  branches.set(name, branch);
  return branch;
}
