import { architectureOf, projectOf, type Parameters } from './parameters.ts';

/** What follows from the parameters and YAML cannot say; `null` is left out of the template. */
export type Stack = Readonly<{
  architecture: string;
  issuer: string;
  audiences: readonly string[];
  firebaseProject: string | null;
  /** Where CloudFormation reads the web API key, so that it is in no template. */
  apiKey: string | null;
  /** Where Google's libraries find how to ask for credentials, when the file is in the package. */
  googleCredentials: string | null;
  /** Origins for the gateway, which without any has no CORS at all. */
  cors: object | null;
}>;

/** @param machine architecture of the building machine, as Node calls it */
export function describeStack(parameters: Parameters, machine: string): Stack {
  const {
    architecture,
    jwtIssuer,
    jwtAudiences,
    passwordFlow,
    apiKeyParameter,
    googleCredentialsFile,
    corsOrigins,
  } = parameters;
  const project = projectOf(parameters);
  return {
    architecture: architecture || architectureOf(machine),
    issuer: project ? `https://securetoken.google.com/${project}` : (jwtIssuer ?? ''),
    audiences: project ? [project] : listOf(jwtAudiences),
    firebaseProject: project || null,
    apiKey: passwordFlow === 'on' ? `{{resolve:ssm:${apiKeyParameter}}}` : null,
    googleCredentials: googleCredentialsFile ? '/var/task/google-credentials.json' : null,
    cors: corsOrigins ? corsOf(listOf(corsOrigins)) : null,
  };
}

function corsOf(allowedOrigins: readonly string[]): object {
  return {
    allowedOrigins,
    allowedHeaders: ['authorization', 'content-type'],
    allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    // What clients read of a refusal; the application exposes the same where no gateway does: cross-origin.ts
    exposedResponseHeaders: ['retry-after', 'www-authenticate', 'apigw-requestid'],
    maxAge: 600,
  };
}

function listOf(text = ''): readonly string[] {
  return text === '' ? [] : text.split(',');
}
