import type { GrantRules } from '@lambda-nest/access/policy';
import { accessBadges } from './access-badges.ts';
import { alertError } from './alert-error.ts';
import { baseUrl } from './base-url.ts';
import { firstMediaType } from './first-media-type.ts';
import { guardDialog } from './guard-dialog.ts';
import { offerUsers, type OfferedUser } from './offer-users.ts';
import { readableError } from './readable-error.ts';
import type { AuthError, Component, Immutable, Plugin, Props, System } from './swagger-ui.ts';

/**
 * All that this API changes of Swagger UI, as one plugin: badges and marks, a dialog for keyboards, plain
 * errors.
 */
export function createAccessPlugin(grants: GrantRules, users: readonly OfferedUser[]): Plugin {
  return ({ React }) => ({
    components: { AccessBadges: accessBadges(React, grants) },
    wrapComponents: {
      OperationSummaryPath:
        (Original: Component, { getComponent }: System) =>
        (props: Props) => {
          const { path, method } = (props['operationProps'] as Immutable).toObject();
          // Connected to the store, so that signing in or out is seen at once.
          const Badges = getComponent('AccessBadges', true);
          return React.createElement(
            React.Fragment,
            null,
            React.createElement(Original, props),
            React.createElement(Badges, { path, method }),
          );
        },
      ServersContainer: (Original: Component) => baseUrl(React, Original),
      authError: (Original: Component) => alertError(React, Original),
      authorizationPopup: (Original: Component) => guardDialog(React, Original),
      oauth2: (Original: Component) => offerUsers(React, Original, users),
      response: (Original: Component) => firstMediaType(React, Original),
    },
    statePlugins: {
      auth: { wrapActions: { authorize: closeAfter, authorizeOauth2: closeAfter } },
      err: {
        wrapActions: {
          newAuthErr: (report: (error: AuthError) => unknown) => (error: AuthError) =>
            // As a warning it is shown in the dialog only, not as an error of the page below it as well.
            report({ ...error, level: 'warning', message: readableError(error.message) }),
        },
      },
    },
  });
}

type Authorize = (payload: unknown) => unknown;

/** Who is signed in is done with the dialog. */
function closeAfter(authorize: Authorize, { authActions }: System): Authorize {
  return (payload) => {
    const result = authorize(payload);
    authActions.showDefinitions(false);
    return result;
  };
}
