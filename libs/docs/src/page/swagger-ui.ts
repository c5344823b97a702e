/** What is used here of Swagger UI, which is loaded as a script of its own. */

export type Immutable = Readonly<{
  get(name: string): unknown;
  getIn(path: readonly string[]): unknown;
  keySeq(): { first(): string | undefined };
  toJS(): unknown;
  toObject(): Readonly<Record<string, unknown>>;
}>;

export type Props = Readonly<Record<string, unknown>>;
export type Component = ((props: Props) => unknown) | (abstract new (props: Props) => unknown);

/** The React that Swagger UI brings. */
export type React = Readonly<{
  createElement(type: Component | string, props: object | null, ...children: unknown[]): unknown;
  Fragment: string;
  useEffect(effect: () => (() => void) | void, dependencies: readonly unknown[]): void;
  useRef<Value>(initial: Value): { current: Value };
}>;

/** What a plugin is given. */
export type System = Readonly<{
  React: React;
  getComponent(name: string, isConnected?: boolean): Component;
  authSelectors: { authorized(): Immutable };
  /** `false` closes the dialog. */
  authActions: {
    showDefinitions(definitions: false): void;
    authorizePassword(credentials: PasswordCredentials): void;
  };
  errActions: { clear(filter: Readonly<{ authId: string; type: string; source: string }>): void };
  specSelectors: { specJson(): Immutable; servers(): Immutable; url(): string };
}>;

/** What the form of the password flow hands over. */
export type PasswordCredentials = Readonly<{
  name: string;
  schema: Immutable;
  username: string;
  password: string;
  passwordType: 'basic';
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
}>;

export type AuthError = Readonly<{ source: string; level: string; message: string }>;

export type Plugin = (system: System) => object;

export type SwaggerUI = (options: Readonly<Record<string, unknown>>) => Readonly<{
  /** Authorizes with a value, for a scheme that the document names. */
  preauthorizeApiKey(scheme: string, value: string): void;
}>;
