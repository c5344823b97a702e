/** Examples of an application's own variables by name, which `npm start` reads beside the access table of a build. */
export const VARIABLES_FILE = 'variables.json';
