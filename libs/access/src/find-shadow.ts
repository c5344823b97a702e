import { isWholeParameter, readSegments } from './covers-path.ts';

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
  let count = 0;
  return (route) => {
    const segments = readSegments(route.path);
    const own = findFirst(roots.get(route.method), segments, 0);
    const any = route.method === ANY ? undefined : findFirst(roots.get(ANY), segments, 0);
    add(roots, route, segments, count++);
    return earlier(own, any)?.route;
  };
}

function findFirst<Route>(
  branch: Branch<Route> | undefined,
  segments: readonly string[],
  depth: number,
): Placed<Route> | undefined {
  if (!branch) return undefined;
  const segment = segments[depth];
  if (segment === undefined) return branch.end;
  return earlier(
    findFirst(branch.parameter, segments, depth + 1),
    findFirst(branch.literals?.get(segment), segments, depth + 1),
  );
}

function earlier<Route>(one: Placed<Route> | undefined, other: Placed<Route> | undefined) {
  return one && other ? (one.place < other.place ? one : other) : (one ?? other);
}

function add<Route extends Templated>(
  roots: Map<string, Branch<Route>>,
  route: Route,
  segments: readonly string[],
  place: number,
): void {
  let branch = grow(roots, route.method);
  for (const segment of segments) {
    branch = isWholeParameter(segment)
      ? (branch.parameter ??= {})
      : grow((branch.literals ??= new Map()), segment);
  }
  branch.end ??= { route, place };
}

function grow<Route>(branches: Map<string, Branch<Route>>, name: string): Branch<Route> {
  const known = branches.get(name);
  if (known) return known;
  const branch: Branch<Route> = {};
  branches.set(name, branch);
  return branch;
}
