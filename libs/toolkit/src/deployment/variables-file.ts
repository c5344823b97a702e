/**
 * Examples of an application's own variables by name, which `npm start` reads beside the access table of a build.
 *
 * @param name of a function that adds routes to the API of another one. Default: the function that the build is of
 */
export function variablesFile(name?: string): string {
  return name === undefined ? 'variables.json' : `variables.${name}.json`;
}
