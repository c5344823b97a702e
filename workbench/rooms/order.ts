/** The rooms of `libs`, each of which may import only those before it. */
export const ROOMS = [
  'log',
  'problem',
  'input',
  'identity',
  'access',
  'gateway',
  'application',
  'auth',
  'accounts',
  'docs',
  'telemetry',
  'client',
  'testing',
  'toolkit',
  'local',
] as const;
