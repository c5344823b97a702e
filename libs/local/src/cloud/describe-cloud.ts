import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';

export type CloudFacts = {
  url: string;
  /** Where a browser sees dashboards. */
  pageUrl: string;
  identityUrl: string;
  projectId: string;
  users: readonly SeededUser[];
  folder: string;
};

/** What the terminal says once the cloud is up: where it is, and how one deploys to it. */
export function describeCloud({ url, pageUrl, identityUrl, projectId, users, folder }: CloudFacts): string {
  const names = users.map(({ email }) => email).join(', ');
  return `The local AWS is ready at ${url}; what is deployed is kept in ${folder}.

  export AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  npx serverless deploy --stage dev --param firebaseProject=${projectId}

Dashboards ${pageUrl}: what stacks with watch=on have, requests, latency and alarms.
Identity ${identityUrl}: ${names}, password: ${users[0]?.password ?? ''}
`;
}
