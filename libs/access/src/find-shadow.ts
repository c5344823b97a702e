import { coversPath, isWholeParameter, readSegments } from './covers-path.ts';
import { isSimple } from './path-template.ts';

/** Route templates by segment, so that what a new one must be compared with is found without looking at all of them. */
type Branch<Route> = {
  literals?: Map<string, Branch<Route>>;
  parameter?: Branch<Route>;
  /** The first route that ends here. */
  end?: Placed<Route>;
};

/** A route, and its place among all. */
type Placed<Route> = Readonly<{ route: Route; place: number }>;

type Templated = Readonly<{ method: string; path: string }>;

/** Every method, as a route of Express's `all()` is listed. */
const ANY = '*';

/**
 * Makes a function to be called with every route in matching order. It gives the first route before it that covers it,
 * see `coversPath`, and would be matched instead.
 */
export function createShadowFinder<Route extends Templated>(): (route: Route) => Route | undefined {
  const roots = new Map<string, Branch<Route>>();
  const placed: Placed<Route>[] = [];
  // Those with wildcards, groups and parts of segments: few, if any.
  const complex: Placed<Route>[] = [];
  return (route) => {
    const here = { route, place: placed.length };
    const shadow = isSimple(route.path)
      ? earlier(findSimple(roots, route), findFirst(complex, route))
      : findFirst(placed, route);
    placed.push(here);
    if (isSimple(route.path)) add(roots, here);
    else complex.push(here);
    return shadow?.route;
  };
}

function findFirst<Route extends Templated>(
  candidates: readonly Placed<Route>[],
  { method, path }: Route,
): Placed<Route> | undefined {
  return candidates.find(
    ({ route: before }) =>
      (before.method === ANY || before.method === method) && coversPath(before.path, path),
  );
}

function findSimple<Route extends Templated>(
  roots: ReadonlyMap<string, Branch<Route>>,
  { method, path }: Route,
): Placed<Route> | undefined {
  const segments = readSegments(path);
  const own = findBranch(roots.get(method), segments, 0);
  return earlier(own, method === ANY ? undefined : findBranch(roots.get(ANY), segments, 0));
}

function findBranch<Route>(
  branch: Branch<Route> | undefined,
  segments: readonly string[],
  depth: number,
): Placed<Route> | undefined {
  if (!branch) return undefined;
  const segment = segments[depth];
  if (segment === undefined) return branch.end;
  return earlier(
    // A parameter takes at least one letter.
    segment === '' ? undefined : findBranch(branch.parameter, segments, depth + 1),
    findBranch(branch.literals?.get(segment), segments, depth + 1),
  );
}

function earlier<Route>(one: Placed<Route> | undefined, other: Placed<Route> | undefined) {
  return one && other ? (one.place < other.place ? one : other) : (one ?? other);
}

function add<Route extends Templated>(roots: Map<string, Branch<Route>>, placed: Placed<Route>): void {
  let branch = grow(roots, placed.route.method);
  for (const segment of readSegments(placed.route.path)) {
    branch = isWholeParameter(segment)
      ? (branch.parameter ??= {})
      : grow((branch.literals ??= new Map()), segment);
  }
  branch.end ??= placed;
}

function grow<Route>(branches: Map<string, Branch<Route>>, name: string): Branch<Route> {
  const known = branches.get(name);
  if (known) return known;
  const branch: Branch<Route> = {};
  branches.set(name, branch);
  return branch;
}
