/**
 * Written by `npm run client` from infra/generated/openapi.json, and by `npm run contract`. Change the API instead.
 */

export interface paths {
    "/admin/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List endpoints
         * @description Returns every route of the API and who may call it.
         *
         *     Access: role ADMINS.
         */
        get: operations["listEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description A page of accounts, searched where that is asked.
         *
         *     Access: role ADMINS.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Access: role ADMINS.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable an account
         * @description It cannot sign in, and its sessions end.
         *
         *     Access: role ADMINS.
         */
        post: operations["disableAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable an account
         * @description It can sign in again.
         *
         *     Access: role ADMINS.
         */
        post: operations["enableAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set groups and scopes
         * @description Replaces what an account may. Its next token says so; where something was taken away, its sessions end as well.
         *
         *     Access: role ADMINS.
         */
        put: operations["setGrants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a password reset
         * @description The provider sends a mail to its owner. With Cognito the present password stops working.
         *
         *     Access: role ADMINS.
         */
        post: operations["sendAccountReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/revoke-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all sessions
         * @description Refresh tokens are worth nothing from now on.
         *
         *     Access: role ADMINS.
         */
        post: operations["revokeSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another password
         * @description Has a mail sent to the address with which its owner sets another password.
         *
         *     Access: public.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description RFC 7009, for a refresh token or an access token. Firebase ends all sessions of the account, and never one alone. Access tokens that were given live until they expire, at most an hour; routes for administrators reject them within seconds.
         *
         *     Access: public.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Makes an account, without any group, and has a mail sent to verify the address. Replies alike where there is one already: its owner gets a mail to set another password.
         *
         *     Access: public.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description OAuth 2.0 password and refresh_token grants. The access token is the bearer token of the other routes.
         *
         *     Access: public.
         */
        post: operations["getToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the address
         * @description Has a mail sent to the caller's own address, with which it is verified.
         *
         *     Access: any signed-in caller.
         */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manage/hc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health check
         * @description Tells that the API is up, and which version of it.
         *
         *     Access: public.
         */
        get: operations["checkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get user claims
         * @description Returns the claims of the caller's verified token.
         *
         *     Access: role USERS or ADMINS.
         */
        get: operations["whoami"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /**
             * @description The `sub` of its tokens.
             * @example NcpGCnZ9B0cFDqRllYbtTYG8awE2
             */
            id: string;
            /** @example user@example.com */
            email?: string;
            /** @example true */
            emailVerified: boolean;
            /** @example Sam Example */
            displayName?: string;
            /**
             * @description A disabled account cannot sign in.
             * @example false
             */
            disabled: boolean;
            /**
             * @example [
             *       "USERS"
             *     ]
             */
            groups: string[];
            /**
             * @description Of the account; its tokens may have others.
             * @example []
             */
            scopes: string[];
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            lastSignInAt?: string;
        };
        AccountList: {
            accounts: components["schemas"]["Account"][];
            /**
             * @description `cursor` of the next page. A page may be short, or empty, and have one.
             * @example MDphYmM
             */
            next?: string;
        };
        Endpoint: {
            /**
             * @description Path template, parameters in braces.
             * @example /v1/admin/endpoints
             */
            path: string;
            /**
             * @description Name of the operation.
             * @example listEndpoints
             */
            name: string;
            /** @example GET */
            method: string;
            access: components["schemas"]["EndpointAccess"];
        };
        EndpointAccess: {
            /**
             * @example restricted
             * @enum {string}
             */
            kind: "public" | "signed-in" | "restricted";
            /**
             * @description The caller holds any of them.
             * @example [
             *       "ADMINS"
             *     ]
             */
            roles?: string[];
            /**
             * @description The token has any of them.
             * @example [
             *       "orders:read"
             *     ]
             */
            scopes?: string[];
        };
        /** @description An error of API Gateway, which replies before the application is asked. */
        GatewayMessage: {
            /** @example Unauthorized */
            message: string;
        };
        GrantsRequest: {
            /**
             * @description All of its groups: those that are not here are taken away.
             * @example [
             *       "USERS",
             *       "ADMINS"
             *     ]
             */
            groups: string[];
            /**
             * @description All of its scopes; left out, they stay. Cognito gives scopes to app clients alone.
             * @example []
             */
            scopes?: string[];
        };
        Health: {
            /**
             * @description `ok` whenever there is a response at all.
             * @example ok
             */
            status: string;
            /**
             * @description Version of the API that replies.
             * @example 1.0.0
             */
            version: string;
            /**
             * @description Seconds since this process started.
             * @example 42
             */
            uptime: number;
        };
        Me: {
            /**
             * @description Claims of the token with the types they have in it: arrays stay arrays, numbers numbers.
             * @example {
             *       "iss": "https://securetoken.google.com/demo-local",
             *       "aud": "demo-local",
             *       "sub": "NcpGCnZ9B0cFDqRllYbtTYG8awE2",
             *       "email": "user@example.com",
             *       "email_verified": true,
             *       "groups": [
             *         "USERS"
             *       ],
             *       "iat": 1635015339,
             *       "exp": 1635018939
             *     }
             */
            claims: {
                [key: string]: unknown;
            };
        };
        OAuthError: {
            /**
             * @description `mfa_required`: the password is right, and the account has a second factor, which is not taken here.
             * @example invalid_grant
             * @enum {string}
             */
            error: "invalid_request" | "invalid_grant" | "unsupported_grant_type" | "mfa_required";
            /** @example The username or password is not right, or the account may not sign in. */
            error_description: string;
            /** @example Bad Request */
            title: string;
            /** @example 400 */
            status: number;
            /** @example The username or password is not right, or the account may not sign in. */
            detail: string;
            /** @example 400004 */
            code: string;
        };
        PasswordResetRequest: {
            /** @example user@example.com */
            email: string;
        };
        /** @description An error of the application, as RFC 9457 wants it. */
        Problem: {
            /**
             * @example about:blank
             * @constant
             */
            type: "about:blank";
            /**
             * @description Reason phrase of the status.
             * @example Bad Request
             */
            title: string;
            /** @example 400 */
            status: number;
            /**
             * @description A sentence for people.
             * @example The input is not valid.
             */
            detail: string;
            /**
             * @description For programs: the status and three digits, or a name that the route has for it.
             * @example 400000
             */
            code: string;
            /** @description What was wrong with which field. */
            errors?: {
                /**
                 * @description Left out when it is no name.
                 * @example size
                 */
                field?: string;
                /** @example It must be an integer number. */
                detail: string;
            }[];
        };
        RevocationRequest: {
            /**
             * @description A refresh token or an access token.
             * @example AMf-vBx…
             */
            token: string;
            /**
             * @description What the token is. Not needed: both kinds are tried.
             * @example refresh_token
             */
            token_type_hint?: string;
        };
        SignUpRequest: {
            /** @example user@example.com */
            email: string;
            /**
             * Format: password
             * @example correct horse battery
             */
            password: string;
        };
        Token: {
            /** @example identitytoolkit#VerifyPasswordResponse */
            kind?: string;
            /**
             * @description Id of the account.
             * @example NcpGCnZ9B0cFDqRllYbtTYG8awE2
             */
            localId?: string;
            /** @example user@example.com */
            email?: string;
            /** @example Sam Example */
            displayName?: string;
            /** @example true */
            registered?: boolean;
            /**
             * @description The same as `refresh_token`.
             * @example AMf-vBx…
             */
            refreshToken: string;
            /**
             * @description The same as `expires_in`, as text.
             * @example 3600
             */
            expiresIn: string;
            /**
             * @description Bearer token for the other routes.
             * @example eyJhbGciOiJSUzI1NiIsImtpZCI6…
             */
            access_token: string;
            /**
             * @example bearer
             * @enum {string}
             */
            token_type: "bearer";
            /**
             * @description Seconds until the access token expires.
             * @example 3600
             */
            expires_in: number;
            /**
             * @description For the `refresh_token` grant.
             * @example AMf-vBx…
             */
            refresh_token: string;
        };
        TokenRequest: {
            /**
             * @default password
             * @example password
             * @enum {string}
             */
            grant_type?: "password" | "refresh_token";
            /**
             * @description E-mail address; for `password`.
             * @example user@example.com
             */
            username?: string;
            /**
             * Format: password
             * @description For `password`.
             * @example password
             */
            password?: string;
            /**
             * @description For `refresh_token`.
             * @example AMf-vBx…
             */
            refresh_token?: string;
        };
    };
    responses: {
        /** @description The request is malformed, or its input is not valid. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The request is malformed, or its input is not valid. */
        InvalidInput: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The request is malformed. */
        MalformedBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The request is malformed. */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description No token, or one that is not valid. */
        Unauthorized: {
            headers: {
                /** @description How to authenticate, and what was wrong (RFC 6750, section 3). */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The caller is known and lacks the role. */
        ForbiddenRole: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Request Entity Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The body has a media type that is not accepted here. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Too Many Requests"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Too many requests, or too many failed sign-ins. */
        TooManySignIns: {
            headers: {
                /** @description Seconds until asking again is of use, where that is known. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Too Many Requests"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Internal Server Error"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The response took too long. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Service Unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The identity provider cannot be asked, or the response took too long. */
        SignInUnavailable: {
            headers: {
                /** @description Seconds until asking again is of use, where that is known. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Service Unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description The identity provider cannot be asked, or the response took too long. */
        IdentityUnavailable: {
            headers: {
                /** @description Seconds until asking again is of use, where that is known. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Service Unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The routes, in the order in which they are matched. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"][];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description Firebase: what e-mail address, name or id hold, in any case. Cognito: what the address begins with. */
                search?: string;
                /** @description How many accounts a page has at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    /** @description For `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    disableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is the caller's own account, or that of the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    enableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    setGrants: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the account that was read. */
                "If-Match": string;
            };
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantsRequest"];
            };
        };
        responses: {
            /** @description The account as it is now. */
            200: {
                headers: {
                    /** @description For `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is the caller's own account, or that of the last administrator. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    sendAccountReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account has no address that a mail could be sent to. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    revokeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            /** @description There is no such account. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** @description A mail is on its way if there is such an account. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["RevocationRequest"];
            };
        };
        responses: {
            /** @description The token is worth nothing any more, or was worth nothing before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /** @description The body is no form. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            /** @description A mail is on its way, unless nothing can be sent to the address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
                "multipart/form-data": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description RFC 6749 §5.2: the same for every reason not to sign in. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"] | components["schemas"]["GatewayMessage"];
                };
            };
            /** @description The body is no form. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            429: components["responses"]["TooManySignIns"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["SignInUnavailable"];
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A mail is on its way if the account has an address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
    checkHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["Malformed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    whoami: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claims. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenRole"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["IdentityUnavailable"];
        };
    };
}

/** Operations that take no token. */
export const publicOperations: ReadonlySet<string> = new Set<string>([
    "POST /auth/password-reset",
    "POST /auth/revoke",
    "POST /auth/sign-up",
    "POST /auth/token",
    "GET /manage/hc",
]);
