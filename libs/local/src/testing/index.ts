/** The laptop's parts one by one, for specs: a local AWS that deploys stacks, the gateway before a function, the local Firebase Auth. */
export { outputsOf, stacksOf, type Stacks } from './stacks-of.ts';
export { startGateway, type LocalGateway } from '../gateway/start-gateway.ts';
export { startIdentity, type LocalIdentity } from '../identity/start-identity.ts';
export { startTestCloud, type TestCloud } from './start-test-cloud.ts';
export { waitFor } from './wait-for.ts';
