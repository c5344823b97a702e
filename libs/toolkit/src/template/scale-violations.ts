import { violationsAbout, referenceOf, resourcesOf, textsIn, type Template } from './template.ts';

/** Without them Lambda cannot put a function into a VPC. */
const NETWORK_ACTION = 'ec2:CreateNetworkInterface';

/** What is wrong with the concurrency, network and encryption of the functions, and with what their roles may do for these. */
export function findScaleViolations(template: Template): readonly string[] {
  return [...functionViolations(template), ...provisioningViolations(template)];
}

/** What is held ready belongs to the alias: on a version it is paid for and unused as soon as the next version is there. */
function provisioningViolations(template: Template): readonly string[] {
  const versions = resourcesOf(template, 'AWS::Lambda::Version').flatMap(({ id, properties }) =>
    violationsAbout(id, [
      properties['ProvisionedConcurrencyConfig'] !== undefined &&
        'must hold no environments ready, for it is replaced. Let the alias, by the parameter provisionedConcurrency.',
    ]),
  );
  const aliases = resourcesOf(template, 'AWS::Lambda::Alias').flatMap(({ id, properties }) => {
    const { FunctionName, ProvisionedConcurrencyConfig } = properties;
    const { ProvisionedConcurrentExecutions: ready = 0 } = (ProvisionedConcurrencyConfig ?? {}) as {
      ProvisionedConcurrentExecutions?: number;
    };
    const reserved =
      template.Resources[referenceOf(FunctionName) ?? '']?.Properties?.['ReservedConcurrentExecutions'];
    return violationsAbout(id, [
      Number(ready) > Number(reserved ?? Infinity) &&
        `must hold at most ${String(reserved)} environments ready, which is all that its function may run at once.`,
    ]);
  });
  return [...versions, ...aliases];
}

function functionViolations(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::Lambda::Function').flatMap(({ id, properties }) => {
    const { ReservedConcurrentExecutions, VpcConfig, KmsKeyArn, Role } = properties;
    const allowed = textsIn(template.Resources[referenceOf(Role) ?? '']?.Properties?.['Policies'] ?? []);
    const isInVpc = VpcConfig !== undefined;
    const mayJoin = allowed.includes(NETWORK_ACTION);
    const mayDecrypt = allowed.includes('kms:Decrypt') && allowed.includes(String(KmsKeyArn));
    return violationsAbout(id, [
      ReservedConcurrentExecutions === 0 && 'is stopped: it reserves no concurrency.',
      isInVpc && !mayJoin && 'must have a role that may make network interfaces, or it cannot join its VPC.',
      !isInVpc && mayJoin && 'must have a role that makes no network interfaces: it is in no VPC.',
      KmsKeyArn !== undefined &&
        !mayDecrypt &&
        'must have a role that may decrypt with its KmsKeyArn, or it does not start.',
    ]);
  });
}
