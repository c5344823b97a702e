import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import { NotFoundException } from '@nestjs/common';
import type { GrantRules } from '@lambda-nest/access';
import { discoverSignIn, type SignInEndpoints } from '@lambda-nest/identity';
import type { DocsSignIn, DocsUser } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';
import type { ApiDocument } from './document/api-document.ts';
import type { Fitting } from './document/fit-document.ts';
import { chooseCoding, type Coding } from './choose-coding.ts';
import { contentSecurityPolicyOf, type PageName } from './content-security-policy.ts';
import { INDEX_FILE, type DocsFile, type DocsFiles } from './docs-files.ts';
import { findDocsFolder } from './find-docs-folder.ts';
import { sendBody } from './send-body.ts';

export type DocsOptions = Readonly<{
  /** Where tokens say what their bearers may: the page marks what the caller cannot call. */
  grants: GrantRules;
  /** How the page signs in, where that is neither by password nor with a token that one has. */
  signIn?: DocsSignIn | undefined;
  /** Users that the page signs in at one press; given on a laptop only. */
  users?: readonly DocsUser[] | undefined;
  /** What the deployment has made of the API; the same object for every request. */
  fitting: Fitting;
  /** Told why the page cannot sign in. */
  log: Pick<Log, 'warn'>;
}>;

type Folder = Readonly<{ url: URL; files: DocsFiles }>;

const REVALIDATE = 'no-cache';
const FOREVER = 'public, max-age=31536000, immutable';

let opened: Promise<Folder> | undefined;

/** Opens the prepared files, once a process; a failure is tried again with the next request. */
export async function openDocs(options: DocsOptions): Promise<Docs> {
  opened ??= readFolder().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return new Docs(await opened, options);
}

async function readFolder(): Promise<Folder> {
  const url = await findDocsFolder();
  const files = JSON.parse(await readFile(new URL(INDEX_FILE, url), 'utf8')) as DocsFiles;
  return { url, files };
}

/** Answers the requests of the docs from the prepared files. What a client names is looked up, never a path. */
export class Docs {
  readonly #folder: Folder;
  readonly #options: DocsOptions;

  constructor(folder: Folder, options: DocsOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  async sendPage(name: PageName, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = this.#find(name);
    const template = await this.#read(file, 'identity');
    const { grants, signIn, users = [], log } = this.#options;
    const endpoints = name === 'docs.html' && signIn ? await findEndpoints(signIn, log) : undefined;
    const content = Buffer.from(
      template
        .toString()
        .replace('{{grants}}', () => escapeAttribute(writeGrants(grants)))
        .replace('{{sign-in}}', () => escapeAttribute(writeSignIn(signIn, endpoints)))
        .replace('{{users}}', () => escapeAttribute(JSON.stringify(users))),
    );
    sendBody(request, response, {
      content,
      type: file.type,
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`,
      cacheControl: REVALIDATE,
      contentSecurityPolicy: contentSecurityPolicyOf(
        name,
        endpoints && new URL(endpoints.tokenEndpoint).origin,
      ),
    });
  }

  async sendDocument(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = this.#find('openapi.json');
    const coding = chooseCoding(request.headers['accept-encoding']?.toString());
    const { content, hash } = await fit(await this.#read(file, 'identity'), this.#options.fitting);
    sendBody(request, response, {
      content: await compress(content, coding),
      type: file.type,
      etag: `"${hash}-${coding}"`,
      cacheControl: REVALIDATE,
      coding,
    });
  }

  async sendAsset(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.#send(this.#find(`assets/${name}`), FOREVER, request, response);
  }

  async #send(
    file: DocsFile,
    cacheControl: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const coding = chooseCoding(request.headers['accept-encoding']?.toString());
    const content = await this.#read(file, coding);
    sendBody(request, response, {
      content,
      type: file.type,
      etag: `"${file.hash}-${coding}"`,
      cacheControl,
      coding,
    });
  }

  #find(name: string): DocsFile {
    const file = Object.hasOwn(this.#folder.files, name) ? this.#folder.files[name] : undefined;
    if (!file) throw new NotFoundException();
    return file;
  }

  /** Plain bodies are rare, so they are not kept: the zip holds each file twice, not three times. */
  async #read({ file }: DocsFile, coding: Coding): Promise<Buffer> {
    const extension = coding === 'gzip' ? 'gz' : 'br';
    const content = await readFile(new URL(`${file}.${extension}`, this.#folder.url));
    return coding === 'identity' ? promisify(brotliDecompress)(content) : content;
  }
}

type Fitted = Readonly<{ fitting: Fitting; content: Buffer; hash: string }>;

let fitted: Fitted | undefined;

/** Made once a process, with the first request for it. */
async function fit(prepared: Buffer, fitting: Fitting): Promise<Fitted> {
  if (fitted?.fitting === fitting) return fitted;
  const { fitDocument } = await import('./document/fit-document.ts');
  const document = fitDocument(JSON.parse(prepared.toString()) as ApiDocument, fitting);
  const content = Buffer.from(JSON.stringify(document));
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  return (fitted = { fitting, content, hash });
}

/** Quick rather than small: the document is asked for now and then. */
async function compress(content: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return promisify(gzip)(content);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return coding === 'br' ? promisify(brotliCompress)(content, options) : content;
}

let endpointsOf: Promise<SignInEndpoints> | undefined;

/** Asked once a process, by the first who opens the page. Without a reply the page takes a token that one has. */
async function findEndpoints(
  { issuer, discoveryUri }: DocsSignIn,
  log: Pick<Log, 'warn'>,
): Promise<SignInEndpoints | undefined> {
  endpointsOf ??= discoverSignIn(issuer, discoveryUri);
  return endpointsOf.catch((error: unknown) => {
    log.warn('The docs page cannot sign in: the endpoints of the issuer cannot be found.', {
      reason: String(error),
    });
    endpointsOf = undefined;
    return undefined;
  });
}

function writeGrants({ roleNames, ...grants }: GrantRules): string {
  return JSON.stringify({ ...grants, ...(roleNames ? { roleNames: [...roleNames] } : {}) });
}

function writeSignIn(signIn: DocsSignIn | undefined, endpoints: SignInEndpoints | undefined): string {
  if (!signIn || !endpoints) return '';
  const { clientId, scopes, audience } = signIn;
  return JSON.stringify({ ...endpoints, clientId, scopes, audience });
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
