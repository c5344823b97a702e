/** Proofs of an application in a team's own specs: every route with every kind of caller, through the local gateway and at the handler. */
export { proveAccess } from './prove-access.ts';
export {
  STAGE,
  startBehindGateway,
  type ApiBehindGateway,
  type GatewayOptions,
} from './start-behind-gateway.ts';
