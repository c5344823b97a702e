import { textsIn, type Template } from '../template/template.ts';

type Target = Readonly<{ stage: string; region: string }>;

/**
 * What is wrong with deploying a template that was packaged before: a placeholder is left in it, or it was packaged for
 * another stage or region, whose names it has.
 */
export function findPackagedViolations(
  template: Template,
  packagedFor: Target,
  deployedTo: Target,
): readonly string[] {
  const isOpen = textsIn(template.Resources).some((text) => /\bplaceholder-project\b/.test(text));
  const differs = packagedFor.stage !== deployedTo.stage || packagedFor.region !== deployedTo.region;
  return [
    ...(isOpen
      ? ['The package was made with a placeholder for firebaseProject. Package again with its value.']
      : []),
    ...(differs
      ? [
          `The package was made for the stage ${packagedFor.stage} in ${packagedFor.region}, and not for ` +
            `${deployedTo.stage} in ${deployedTo.region}. Package it for that, with --param artifact=… for the same zip.`,
        ]
      : []),
  ];
}
