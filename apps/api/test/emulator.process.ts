import { startIdentity } from '@lambda-nest/local/testing';

/** Runs the local Firebase Auth until its parent ends it, and says in one line of JSON where it is. */
const { host, jwksUri, projectId } = await startIdentity({ port: 0 });
process.stdout.write(`${JSON.stringify({ host, jwksUri, projectId })}\n`);
process.on('disconnect', () => process.exit(0));
