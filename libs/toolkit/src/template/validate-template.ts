import type { Template } from './template.ts';

/** Finds what CloudFormation would reject, in sentences. */
export type Validator = (template: Template) => readonly string[];

/**
 * What changes nothing: best practices that osls does not follow (W3005 a `DependsOn` too many, W3011 `Retain` said once), and a
 * number that is text (W9003), as every value of `--param` is and CloudFormation takes it.
 */
const IGNORED = new Set(['W3005', 'W3011', 'W9003']);

/** An ARN that is written out: the key of a function's variables is, for the parameter kmsKeyArn gives it, of whatever account. */
const OF_KEY = new Set(['W9002', 'W9013']);

/**
 * AWS's own validator, or where it cannot be loaded (it is a beta, and WebAssembly) our check against AWS's resource
 * specification, which knows types, properties, values and references, and fewer rules.
 */
export async function loadValidator(
  load: () => Promise<Validator> = loadAwsValidator,
  warn: (sentence: string) => void = console.warn,
): Promise<Validator> {
  try {
    return await load();
  } catch (error) {
    warn(
      `AWS's validator cannot be used (${(error as Error).message}); the resource specification is, in its place.`,
    );
    const { checkSpecification } = await import('./check-specification.ts');
    return checkSpecification;
  }
}

async function loadAwsValidator(): Promise<Validator> {
  const { CelEngine, TemplateFile } = await import('@aws/cloudformation-validate');
  class TemplateText extends TemplateFile {
    readonly #text: string;

    constructor(text: string) {
      super('template.json');
      this.#text = text;
    }

    override readBytes(): Uint8Array {
      return Buffer.from(this.#text);
    }
  }
  const engine = new CelEngine();
  return (template) => {
    const text = new TemplateText(JSON.stringify(template));
    const { diagnostics } = engine.validateStandard(text, { severityLevel: 'WARN' });
    return diagnostics
      .filter(({ ruleId }) => !IGNORED.has(ruleId))
      .filter(({ ruleId, entity }) => !(OF_KEY.has(ruleId) && hasKey(template, entity?.logicalId)))
      .map(({ ruleId, entity, message }) => `${entity?.logicalId ?? 'The template'}: ${message} (${ruleId})`);
  };
}

function hasKey({ Resources }: Template, id = ''): boolean {
  return Resources[id]?.Properties?.['KmsKeyArn'] !== undefined;
}
