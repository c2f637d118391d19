// Written by client/write.mjs from the server's OpenAPI document; `npm run client` writes it anew.
export interface paths {
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Return what happened in the organization, the newest first: who, what, before and after, from where.
         */
        get: operations["list_audit_api_v1_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description Send all entries of a filter as JSON lines or CSV; that it was done is an entry of its own.
         */
        get: operations["export_audit_api_v1_audit_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the audit log
         * @description Take the chain of the organization's entries anew and say whether anything in it was changed.
         */
        get: operations["verify_audit_api_v1_audit_verify_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change name or language
         * @description Set the name that others see, or the language of mails.
         */
        patch: operations["change_account_api_v1_auth_account_patch"];
        trace?: never;
    };
    "/api/v1/auth/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened to your account
         * @description Return the entries of the person's own account, the newest first.
         */
        get: operations["list_own_audit_api_v1_auth_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to change your address
         * @description Send a link to the new address. Nothing changes before it is used.
         */
        post: operations["ask_to_change_api_v1_auth_email_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the address by a link
         * @description Take the new address, and tell the old one how to take it back within a week.
         */
        post: operations["change_api_v1_auth_email_change_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an address by a link
         * @description Take the link as proof that the address is the account's.
         */
        post: operations["confirm_api_v1_auth_email_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the link to confirm sent again
         * @description Send it once more; links that were sent before work no longer.
         */
        post: operations["resend_api_v1_auth_email_resend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a change of address back
         * @description Give the account back to the old address; every sign-in ends.
         */
        post: operations["undo_api_v1_auth_email_undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your factors
         * @description Return authenticator apps and passkeys, and how many recovery codes are left.
         */
        get: operations["list_factors_api_v1_auth_factors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factors/{factor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a factor
         * @description Take a factor away. The last one stays while a role of yours needs it.
         */
        delete: operations["remove_api_v1_auth_factors__factor_id__delete"];
        options?: never;
        head?: never;
        /**
         * Name a factor
         * @description Give a factor another name.
         */
        patch: operations["rename_api_v1_auth_factors__factor_id__patch"];
        trace?: never;
    };
    "/api/v1/auth/factors/{factor_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an authenticator app
         * @description Send the first code of the app; from here on it is asked for when you sign in.
         */
        post: operations["confirm_api_v1_auth_factors__factor_id__confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factors/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with an authenticator app
         * @description Return the secret for an app, this once.
         */
        post: operations["begin_authenticator_api_v1_auth_factors_authenticator_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make new recovery codes
         * @description Return ten codes, this once; those that you had work no more.
         */
        post: operations["renew_codes_api_v1_auth_factors_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/firebase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a Firebase id token
         * @description Exchange an app's id token for tokens of ours, once.
         */
        post: operations["firebase_api_v1_auth_firebase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Linked accounts
         * @description List the accounts at other providers that sign the person in.
         */
        get: operations["list_linked_api_v1_auth_identities_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink an account
         * @description Unlink an account at a provider; the last way of signing in stays.
         */
        delete: operations["unlink_api_v1_auth_identities__identity_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/identities/{provider}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link an account at a provider
         * @description Begin to link an account at a provider; the browser goes to the location that is answered.
         */
        post: operations["link_api_v1_auth_identities__provider__link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/identities/sign-on/{connection_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link an organization's single sign-on
         * @description Begin to link what an organization's identity provider says of a member to the member's own account.
         */
        post: operations["link_sign_on_api_v1_auth_identities_sign_on__connection_id__link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Join the organization. For the invited address alone, which counts as confirmed: its mail was read.
         */
        post: operations["accept_invitation_api_v1_auth_invitations_accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read an invitation
         * @description Return what the link of a mail offers, and to which address it was sent.
         */
        post: operations["preview_invitation_api_v1_auth_invitations_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your sign-ins
         * @description Return the sign-ins that hold, with device and address.
         */
        get: operations["list_logins_api_v1_auth_logins_get"];
        put?: never;
        post?: never;
        /**
         * End your other sign-ins
         * @description End every sign-in but this one. Within 30 seconds none of them opens anything.
         */
        delete: operations["end_others_api_v1_auth_logins_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins/{login_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sign-ins
         * @description End one sign-in of your own.
         */
        delete: operations["end_one_api_v1_auth_logins__login_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back from a provider
         * @description Take a provider's answer: sign in, or link the identity to who began it.
         */
        get: operations["come_back_api_v1_auth_oidc__provider__callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/{provider}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Go to a provider
         * @description Send the browser to a provider's sign-in.
         */
        get: operations["start_api_v1_auth_oidc__provider__start_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your organizations
         * @description Return the organizations that you belong to, with your roles.
         */
        get: operations["list_mine_api_v1_auth_organizations_get"];
        put?: never;
        /**
         * Found an organization
         * @description Make an organization with you as its owner; enter it to work there.
         */
        post: operations["found_api_v1_auth_organizations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/organizations/{organization_id}/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter an organization
         * @description Act in another organization that you are a member of. Others' ids answer like absent ones.
         */
        post: operations["enter_organization_api_v1_auth_organizations__organization_id__enter_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/organizations/{organization_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave an organization
         * @description Stop being a member; your keys there end. The last owner cannot leave.
         */
        post: operations["leave_organization_api_v1_auth_organizations__organization_id__leave_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/organizations/{organization_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an organization back
         * @description Undo the deletion of an organization that you own, within seven days.
         */
        post: operations["restore_organization_api_v1_auth_organizations__organization_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a new passkey
         * @description Keep the passkey: it signs in alone where the authenticator knows its user, and is a second step elsewhere.
         */
        post: operations["add_api_v1_auth_passkeys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new passkey
         * @description Return what to hand to navigator.credentials.create.
         */
        post: operations["options_api_v1_auth_passkeys_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description Sign in without a name and without a password.
         */
        post: operations["sign_in_api_v1_auth_passkeys_sign_in_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/passkeys/sign-in/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask any passkey to sign in
         * @description Return what to hand to navigator.credentials.get.
         */
        post: operations["sign_in_options_api_v1_auth_passkeys_sign_in_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Set another password. All your other sign-ins end, and a mail says so.
         */
        post: operations["change_password_api_v1_auth_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new password
         * @description Send a link to the address, if it has an account. The answer is the same if it has none.
         */
        post: operations["forgot_api_v1_auth_password_forgot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by a link
         * @description Set a new password. The link works once, for half an hour; every sign-in of the account ends.
         */
        post: operations["reset_api_v1_auth_password_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways to sign in
         * @description List the providers of this installation.
         */
        get: operations["list_providers_api_v1_auth_providers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token
         * @description Return a new access token and a new refresh token. One that was used before ends the sign-in at once.
         */
        post: operations["refresh_api_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the second step of a sign-in
         * @description Sign in after the first step with a code, a recovery code or a passkey.
         */
        post: operations["take_step_api_v1_auth_second_step_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-step/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a passkey for the second step
         * @description Return what to hand to navigator.credentials.get.
         */
        post: operations["step_options_api_v1_auth_second_step_passkey_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who is signed in
         * @description Return the person, their organizations and rights, and the token that changes need.
         */
        get: operations["read_session_api_v1_auth_session_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a password
         * @description Sign in, or say which second step is needed. Unknown addresses and wrong passwords get the same answer.
         */
        post: operations["sign_in_api_v1_auth_sign_in_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find a single sign-on
         * @description Say which single sign-on serves the domain of an address; whether the address has an account is not looked at.
         */
        post: operations["find_api_v1_auth_sign_on_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/{connection_id}/acs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Come back from a SAML identity provider
         * @description Take what an organization's SAML identity provider had the browser post.
         */
        post: operations["come_back_by_saml_api_v1_auth_sign_on__connection_id__acs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/{connection_id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back from an OpenID provider
         * @description Take the answer of an organization's OpenID provider.
         */
        get: operations["come_back_api_v1_auth_sign_on__connection_id__callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/{connection_id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Our SAML metadata
         * @description Describe ourselves to an identity provider, for one connection, whether it is switched on or not.
         */
        get: operations["metadata_api_v1_auth_sign_on__connection_id__metadata_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/{connection_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Go to an identity provider
         * @description Send the browser to the organization's identity provider.
         */
        get: operations["start_api_v1_auth_sign_on__connection_id__start_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out here
         * @description End the sign-in that this request came with.
         */
        post: operations["sign_out_api_v1_auth_sign_out_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Make a person, at will with an organization, and sign them in. A mail asks to confirm the address.
         */
        post: operations["sign_up_api_v1_auth_sign_up_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove once more that it is you
         * @description Send the password; for ten minutes this sign-in may then do what needs a recent proof. A browser gets a new cookie.
         *
         *     Who has a second factor sends that to /auth/verify/factor instead.
         */
        post: operations["verify_api_v1_auth_verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify/factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove with a factor that it is you
         * @description For ten minutes this sign-in may do what needs a recent proof; it counts as made with that factor, too.
         */
        post: operations["verify_factor_api_v1_auth_verify_factor_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a passkey to prove that it is you
         * @description Return what to hand to navigator.credentials.get.
         */
        post: operations["verify_options_api_v1_auth_verify_passkey_options_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List budgets
         * @description Return the organization's budgets and those of its stores, or those of one store, as they stand.
         */
        get: operations["list_budgets_api_v1_budgets_get"];
        /**
         * Set a budget
         * @description Set what may be spent, in place of the budget of the same store, period and measure. It holds from the next call on.
         */
        put: operations["put_budget_api_v1_budgets_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budgets/{budget_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a budget
         * @description Delete a budget; from the next call on nothing is held back for it.
         */
        delete: operations["delete_budget_api_v1_budgets__budget_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a webhook
         * @description Take a delivery of a shop in. It is stored before it is acknowledged, and read by a job.
         */
        post: operations["receive_api_v1_hooks__address__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description Return invitations, the oldest first, with what became of them.
         */
        get: operations["list_invitations_api_v1_invitations_get"];
        put?: never;
        /**
         * Invite somebody
         * @description Send a link that works once, for seven days and for this address alone.
         */
        post: operations["invite_api_v1_invitations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Take an open invitation back.
         */
        delete: operations["revoke_invitation_api_v1_invitations__invitation_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description Send a new link; the one before is dead at once.
         */
        post: operations["resend_invitation_api_v1_invitations__invitation_id__resend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description Return the keys of the places whose keys you may read, the oldest first; a secret is never shown again.
         */
        get: operations["list_keys_api_v1_keys_get"];
        put?: never;
        /**
         * Make a key
         * @description Make a key that may do no more than you may, now and as long as it lives.
         */
        post: operations["create_key_api_v1_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a key
         * @description Return one key, without its secret.
         */
        get: operations["read_key_api_v1_keys__key_id__get"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description End one key for good; it opens nothing after 30 seconds at most.
         */
        delete: operations["revoke_key_api_v1_keys__key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Make a key like this one, which works on for some hours so that programs can change over.
         */
        post: operations["rotate_key_api_v1_keys__key_id__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description Return the organization's members with addresses and roles.
         */
        get: operations["list_members_api_v1_members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member
         * @description Return one member.
         */
        get: operations["read_member_api_v1_members__member_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Remove a member from the organization; their account stays theirs.
         */
        delete: operations["remove_member_api_v1_members__member_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a member's sign-ins
         * @description Return the sign-ins of a member that act in your organization now; what they do elsewhere is theirs.
         */
        get: operations["list_member_logins_api_v1_members__member_id__logins_get"];
        put?: never;
        post?: never;
        /**
         * End a member's sign-ins
         * @description End all sign-ins of a member that act here, in force within 30 seconds; the member is told by mail.
         */
        delete: operations["end_member_logins_api_v1_members__member_id__logins_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/logins/{member_login_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of a member's sign-ins
         * @description End one sign-in of a member that acts here, in force within 30 seconds; the member is told by mail.
         */
        delete: operations["end_member_login_api_v1_members__member_id__logins__member_login_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a member
         * @description Let a suspended member work again.
         */
        post: operations["resume_member_api_v1_members__member_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member's roles
         * @description Put other roles in the place of a member's. Nobody gives more than they have; owners are made by owners.
         */
        put: operations["change_roles_api_v1_members__member_id__roles_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{member_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a member
         * @description Keep a member and their keys out until they are resumed; in force within 30 seconds.
         */
        post: operations["suspend_member_api_v1_members__member_id__suspend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read model routes
         * @description Return which models are asked for what.
         */
        get: operations["read_model_routes_api_v1_model_routes_get"];
        /**
         * Change model routes
         * @description Put routes in place of those there are. They hold within the installation's ceilings, everywhere within 30 seconds.
         */
        put: operations["change_model_routes_api_v1_model_routes_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List models
         * @description Return every model that the organization can use; health and latency are those of the process that answers.
         */
        get: operations["list_models_api_v1_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/{model_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a model
         * @description Return one model.
         */
        get: operations["read_model_api_v1_models__model_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the organization
         * @description Return the organization that you act in.
         */
        get: operations["read_organization_api_v1_organization_get"];
        put?: never;
        post?: never;
        /**
         * Delete the organization
         * @description Suspend the organization at once, and erase it with all its stores after seven days. For owners alone.
         */
        delete: operations["delete_organization_api_v1_organization_delete"];
        options?: never;
        head?: never;
        /**
         * Change the organization
         * @description Rename the organization, or change what sign-ins have to meet.
         */
        patch: operations["change_organization_api_v1_organization_patch"];
        trace?: never;
    };
    "/api/v1/organization/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your exports
         * @description Return what you had packed, with how far it is; each owner sees their own.
         */
        get: operations["list_exports_api_v1_organization_exports_get"];
        put?: never;
        /**
         * Pack all data
         * @description Have everything of the organization packed in the background, without secrets; what you had packed before goes.
         */
        post: operations["start_export_api_v1_organization_exports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an export
         * @description Erase an export of yours at once.
         */
        delete: operations["delete_export_api_v1_organization_exports__export_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch an export
         * @description Send the archive of JSON lines to the owner who asked for it; for seven days.
         */
        get: operations["fetch_export_api_v1_organization_exports__export_id__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/rate-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read rate limits
         * @description Return the rate limits that hold for the organization, and which are its own.
         */
        get: operations["read_rate_limits_api_v1_organization_rate_limits_get"];
        /**
         * Set own rate limits
         * @description Put tighter rules in place of the organization's own. They hold everywhere within 30 seconds.
         */
        put: operations["change_rate_limits_api_v1_organization_rate_limits_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List permissions
         * @description Return what roles and keys can hold, with a sentence for each.
         */
        get: operations["list_permissions_api_v1_permissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the registry's models
         * @description Return what AISLE_MODELS_DIR holds, and what of it is loaded. For operators.
         */
        get: operations["list_local_models_api_v1_platform_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/models/{name}/{version}/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load a model of the registry
         * @description Check a model's files and load it: here at once, in other processes within 15 seconds. For operators.
         */
        post: operations["load_local_model_api_v1_platform_models__name___version__load_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/models/{name}/{version}/unload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unload a model of the registry
         * @description Unload a model, unless an index needs it. For operators.
         */
        post: operations["unload_local_model_api_v1_platform_models__name___version__unload_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all organizations
         * @description Return names and states of the installation's organizations, and nothing that is in them. For operators.
         */
        get: operations["list_organizations_api_v1_platform_organizations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organization_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume an organization
         * @description Let a suspended organization work again. For operators.
         */
        post: operations["resume_organization_api_v1_platform_organizations__organization_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/organizations/{organization_id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an organization
         * @description Let an organization answer nobody; in force within 30 seconds for every credential. For operators.
         */
        post: operations["suspend_organization_api_v1_platform_organizations__organization_id__suspend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platform/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Visit an organization
         * @description Enter a tenant for a time and a reason, to look; with `writes` also to change content. For operators.
         */
        post: operations["begin_visit_api_v1_platform_visits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List prompts
         * @description Return every prompt, with which of them the organization overrides.
         */
        get: operations["list_prompts_api_v1_prompts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a prompt
         * @description Return a prompt, the organization's text, and how the two differ.
         */
        get: operations["read_prompt_api_v1_prompts__prompt__get"];
        /**
         * Override a prompt
         * @description Put a text in the place of a prompt's. It is used by every process after half a minute at most.
         */
        put: operations["put_prompt_api_v1_prompts__prompt__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a prompt's own versions
         * @description Return the versions of the organization's text, the newest first, with who made them and when.
         */
        get: operations["list_history_api_v1_prompts__prompt__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a prompt out
         * @description Return a prompt as a model would be told it, with sample values where none are sent.
         */
        post: operations["preview_api_v1_prompts__prompt__preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{prompt}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to an earlier text
         * @description Make a new version of an earlier one, or of the shipped text.
         */
        post: operations["roll_back_api_v1_prompts__prompt__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List providers
         * @description Return the organization's own providers, the oldest first.
         */
        get: operations["list_providers_api_v1_providers_get"];
        put?: never;
        /**
         * Add a provider
         * @description Add a provider; its models can be named at once. The key is sealed and never shown again.
         */
        post: operations["add_provider_api_v1_providers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a provider
         * @description Return one provider.
         */
        get: operations["read_provider_api_v1_providers__provider_id__get"];
        /**
         * Change a provider
         * @description Put settings and models in the place of those before. The key stays as long as kind and address do.
         */
        put: operations["change_provider_api_v1_providers__provider_id__put"];
        post?: never;
        /**
         * Delete a provider
         * @description Delete a provider with its key; its models are gone, and what is under way there is broken off.
         */
        delete: operations["delete_provider_api_v1_providers__provider_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider_id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a provider's key
         * @description Put a key in the place of the one before; calls under way end with the old one.
         */
        put: operations["change_key_api_v1_providers__provider_id__key_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend a provider, or let it go on
         * @description Suspended, its models are asked by nobody, and what is under way there is broken off: here at once, in other processes within 15 seconds.
         */
        put: operations["change_state_api_v1_providers__provider_id__state_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a provider
         * @description Ask one of its models for a single word, and say what happened.
         */
        post: operations["test_provider_api_v1_providers__provider_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles
         * @description Return the usual roles and the organization's own.
         */
        get: operations["list_roles_api_v1_roles_get"];
        put?: never;
        /**
         * Make a role
         * @description Make a role that holds nothing you lack.
         */
        post: operations["create_role_api_v1_roles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a role
         * @description Delete a role that nobody has, or put another in its place.
         */
        delete: operations["delete_role_api_v1_roles__role_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Change a role for everybody who has it, within 30 seconds.
         */
        patch: operations["change_role_api_v1_roles__role_id__patch"];
        trace?: never;
    };
    "/api/v1/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schemas
         * @description Return the newest version of each schema that analyses can name, shipped ones too.
         */
        get: operations["list_schemas_api_v1_schemas_get"];
        put?: never;
        /**
         * Make a schema
         * @description Check a schema and keep it as version 1 of a new name.
         */
        post: operations["create_schema_api_v1_schemas_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/{schema}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a schema
         * @description Return one version of a schema.
         */
        get: operations["read_schema_api_v1_schemas__schema__get"];
        /**
         * Put a new version of a schema
         * @description Check a schema and keep it as the newest version; those before stay as they are.
         */
        put: operations["put_schema_api_v1_schemas__schema__put"];
        post?: never;
        /**
         * Delete a schema
         * @description Delete a schema with all its versions; a later one of its name goes on counting.
         */
        delete: operations["delete_schema_api_v1_schemas__schema__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/{schema}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a schema's versions
         * @description Return the versions of a schema, the newest first.
         */
        get: operations["list_versions_api_v1_schemas__schema__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/federated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search several stores or versions
         * @description Return hits of all sides in one list; scores are made comparable and run from 0 to 1, higher is better.
         */
        post: operations["search_federated_api_v1_search_federated_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an anonymous shopper session
         * @description Return a token for chatting, reading products and opening citations of its own conversations.
         *
         *     There need be no body; a `consent` is kept with what is said in the session.
         */
        post: operations["start_session_api_v1_sessions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a code mailed to the shopper
         * @description Mail six digits; the answer is the same for every address.
         */
        post: operations["send_code_api_v1_sessions_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/code/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say who the shopper is, by the code from the mail
         * @description Join the session to the reader of the address: it proves an address, never a customer of the shop.
         */
        post: operations["verify_code_api_v1_sessions_code_verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the store of a kept token
         * @description Return the store's look, greeting and contact as they are now. For shoppers.
         */
        get: operations["current_session_api_v1_sessions_current_get"];
        put?: never;
        post?: never;
        /**
         * End the shopper's session
         * @description Let the token open nothing any more: for when the shopper signs out of the shop.
         */
        delete: operations["end_session_api_v1_sessions_current_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say who the shopper is, by the shop's signature
         * @description Join the session to the customer that the token names. What was said before becomes the customer's.
         */
        post: operations["identify_api_v1_sessions_identify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Single sign-ons
         * @description List the organization's connections.
         */
        get: operations["list_connections_api_v1_sign_on_connections_get"];
        put?: never;
        /**
         * Add a single sign-on
         * @description Add a connection, switched off.
         */
        post: operations["create_api_v1_sign_on_connections_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a single sign-on
         * @description Replace a connection's settings.
         */
        put: operations["change_api_v1_sign_on_connections__connection_id__put"];
        post?: never;
        /**
         * Delete a single sign-on
         * @description Delete a connection; sign-ins by it end.
         */
        delete: operations["delete_api_v1_sign_on_connections__connection_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a domain
         * @description Add a domain and say what proves it.
         */
        post: operations["add_domain_api_v1_sign_on_connections__connection_id__domains_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}/domains/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a domain
         * @description Remove a domain; nobody of it comes through this connection for the first time any more.
         */
        delete: operations["remove_domain_api_v1_sign_on_connections__connection_id__domains__domain__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}/domains/{domain}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a domain
         * @description Look for the proof.
         */
        post: operations["verify_domain_api_v1_sign_on_connections__connection_id__domains__domain__verify_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch a single sign-on on or off
         * @description Switch a connection on or off, or make it the only way in.
         */
        put: operations["switch_api_v1_sign_on_connections__connection_id__state_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-on/connections/{connection_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a single sign-on
         * @description Ask the identity provider for what a sign-in needs, without signing anybody in.
         */
        post: operations["test_api_v1_sign_on_connections__connection_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stores
         * @description Return the stores that you may see, suspended and deleted ones, too.
         */
        get: operations["list_stores_api_v1_stores_get"];
        put?: never;
        /**
         * Open a store
         * @description Open a store with an assistant, an index and a chat page.
         */
        post: operations["open_store_api_v1_stores_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a store
         * @description Return a store with its settings.
         */
        get: operations["read_store_api_v1_stores__store__get"];
        put?: never;
        post?: never;
        /**
         * Delete a store
         * @description Suspend a store at once, and erase it with everything in it after seven days.
         */
        delete: operations["delete_store_api_v1_stores__store__delete"];
        options?: never;
        head?: never;
        /**
         * Change a store
         * @description Change a store's name, site, time zone or settings; its currency and language as far as its products allow.
         */
        patch: operations["change_store_api_v1_stores__store__patch"];
        trace?: never;
    };
    "/api/v1/stores/{store}/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyse text or pictures
         * @description Return JSON that validates against a schema, or a problem that says why there is none.
         */
        post: operations["analyze_api_v1_stores__store__analyze_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes of many articles
         * @description Return changes of many articles, the newest first.
         */
        get: operations["list_batches_api_v1_stores__store__article_batches_get"];
        put?: never;
        /**
         * Show a change of many articles
         * @description Work out what an edit would do to every article that is meant; nothing is changed before it is applied.
         */
        post: operations["plan_edit_api_v1_stores__store__article_batches_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-batches/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a change of many articles
         * @description Return a change of many articles, with what it does to each: before, after, and word by word.
         */
        get: operations["read_batch_api_v1_stores__store__article_batches__batch_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-batches/{batch_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry out a change of many articles
         * @description Do what was shown, all of it or nothing. If a draft has changed since: 409, and nothing is done.
         */
        post: operations["apply_batch_api_v1_stores__store__article_batches__batch_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-batches/{batch_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change of many articles
         * @description Take back all of it: drafts say what they said, and what answered before answers again.
         */
        post: operations["undo_batch_api_v1_stores__store__article_batches__batch_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-batches/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show what files would bring
         * @description Read Markdown, HTML, Word, or CSV with `question` and `answer`; nothing is changed before it is applied.
         */
        post: operations["plan_upload_api_v1_stores__store__article_batches_upload_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List categories of articles
         * @description Return the whole tree by path.
         */
        get: operations["list_categories_api_v1_stores__store__article_categories_get"];
        put?: never;
        /**
         * Add a category of articles
         * @description Add a category at the top, or below another.
         */
        post: operations["add_category_api_v1_stores__store__article_categories_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-categories/{category_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a category of articles
         * @description Rename a category, or move it with all that stands below it.
         */
        put: operations["change_category_api_v1_stores__store__article_categories__category_id__put"];
        post?: never;
        /**
         * Remove a category of articles
         * @description Remove a category that nothing belongs to now.
         */
        delete: operations["remove_category_api_v1_stores__store__article_categories__category_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count articles
         * @description Return how many articles there are, by state, and how many wait for approval or for somebody to look at them.
         */
        get: operations["count_articles_api_v1_stores__store__article_counts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/article-references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List broken references
         * @description Return articles whose draft or answering text names products that the shop does not have any more.
         */
        get: operations["broken_references_api_v1_stores__store__article_references_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List articles
         * @description Return articles in the order in which they were made, without their texts.
         */
        get: operations["list_articles_api_v1_stores__store__articles_get"];
        put?: never;
        /**
         * Begin an article
         * @description Begin an article with its first draft; nobody is answered from it before it is approved.
         */
        post: operations["begin_article_api_v1_stores__store__articles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an article
         * @description Return an article with its draft, and the products that its inserts name.
         */
        get: operations["read_article_api_v1_stores__store__articles__article_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete an article
         * @description Delete an article with all its past. To keep that, archive it.
         */
        delete: operations["delete_article_api_v1_stores__store__articles__article_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive an article
         * @description Put an article away: it answers no more from this moment on, and what waited is taken back. Its past stays.
         */
        post: operations["archive_article_api_v1_stores__store__articles__article_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/comments/{comment_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve a comment
         * @description Note that a comment is dealt with.
         */
        post: operations["resolve_comment_api_v1_stores__store__articles__article_id__comments__comment_id__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two texts of an article
         * @description Return word by word what one text says otherwise than another, as spans that a screen can draw.
         */
        get: operations["diff_texts_api_v1_stores__store__articles__article_id__diff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save a draft
         * @description Save a draft. What is left out stays as the save `based_on` has it.
         *
         *     If somebody else has saved since: 409 with both texts and a merged one; both are kept.
         */
        put: operations["save_draft_api_v1_stores__store__articles__article_id__draft_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an article's history
         * @description Return what was done with an article, by whom and when, the newest first.
         */
        get: operations["read_history_api_v1_stores__store__articles__article_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an archived article back
         * @description Bring an article back that was put away. What answered then answers again, unless its validity has ended.
         */
        post: operations["restore_article_api_v1_stores__store__articles__article_id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set an article's review date
         * @description Say when somebody shall look whether the article is still true; its writers get a mail a week before and on the day.
         */
        put: operations["set_review_api_v1_stores__store__articles__article_id__review_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/reviewed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark an article as reviewed
         * @description Note that somebody has looked, and set the next review date.
         */
        post: operations["mark_reviewed_api_v1_stores__store__articles__article_id__reviewed_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an earlier version back
         * @description Make a new version of an earlier one, which goes live at once. The draft stays as it is.
         */
        post: operations["roll_back_api_v1_stores__store__articles__article_id__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/saves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an article's saves
         * @description Return every save with its text, the newest first; those that collided are `is_aside`.
         */
        get: operations["list_saves_api_v1_stores__store__articles__article_id__saves_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/saves/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a save
         * @description Return one save with its text.
         */
        get: operations["read_save_api_v1_stores__store__articles__article_id__saves__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what depends on an article
         * @description Return what would go with an article, or miss it: its past, its passages, answers of 28 days, test questions.
         */
        get: operations["read_uses_api_v1_stores__store__articles__article_id__uses_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an article's versions
         * @description Return what was handed in, the newest first, with what became of it.
         */
        get: operations["list_versions_api_v1_stores__store__articles__article_id__versions_get"];
        put?: never;
        /**
         * Hand in a draft
         * @description Make a version of the draft, for somebody to approve.
         */
        post: operations["submit_api_v1_stores__store__articles__article_id__versions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a version
         * @description Return a version with its text.
         */
        get: operations["read_version_api_v1_stores__store__articles__article_id__versions__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a version
         * @description Approve a version: it goes live now, or by itself at its time. Until it does, the one before goes on answering.
         */
        post: operations["approve_api_v1_stores__store__articles__article_id__versions__number__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List comments on a version
         * @description Return what reviewers said about a version, in order.
         */
        get: operations["list_comments_api_v1_stores__store__articles__article_id__versions__number__comments_get"];
        put?: never;
        /**
         * Comment on a version
         * @description Say something about a version.
         */
        post: operations["add_comment_api_v1_stores__store__articles__article_id__versions__number__comments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a version would change
         * @description Ask the store's test questions without this version and with it. Nobody is answered from it meanwhile.
         */
        post: operations["measure_effect_api_v1_stores__store__articles__article_id__versions__number__effect_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a version
         * @description Refuse a version and say why.
         */
        post: operations["reject_api_v1_stores__store__articles__article_id__versions__number__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a scheduled version another time
         * @description Let a version that is scheduled go live at another time.
         */
        post: operations["schedule_api_v1_stores__store__articles__article_id__versions__number__schedule_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/articles/{article_id}/versions/{number}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a version back
         * @description Take back a version that waits for approval or for its time.
         */
        post: operations["take_back_api_v1_stores__store__articles__article_id__versions__number__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the assistant's settings
         * @description Return the draft, the live release, and what publishing would change. `ETag` is the draft's revision.
         */
        get: operations["read_assistant_api_v1_stores__store__assistant_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the assistant's draft
         * @description Change settings of the draft; shoppers notice nothing until it is published.
         *
         *     With `If-Match` only while the draft is at that revision: otherwise nobody's text is overwritten, and the problem holds
         *     what the draft says now.
         */
        patch: operations["change_assistant_api_v1_stores__store__assistant_patch"];
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two states of the assistant
         * @description Return each setting that differs, with both values; long texts word by word, too.
         *
         *     `before` and `after` are `draft`, `live` or the number of a release.
         */
        get: operations["compare_assistant_api_v1_stores__store__assistant_diff_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List models that may be chosen
         * @description Return the names; `quote` asks no model. `usual` answers where an assistant chooses none.
         */
        get: operations["list_models_api_v1_stores__store__assistant_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the assistant
         * @description Answer as the draft, the live release or an earlier one would: as JSON, or as a stream as POST /chat sends it.
         *
         *     The chat is no shopper's, is in no list and no number, and is not searched for suggestions. Both sides by side are two chats.
         *     Page, language, being signed in and basket are those of a shopper who is made up for the message.
         */
        post: operations["try_assistant_api_v1_stores__store__assistant_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List releases
         * @description Return releases, the newest first, with who made each and when.
         */
        get: operations["list_releases_api_v1_stores__store__assistant_releases_get"];
        put?: never;
        /**
         * Publish the draft
         * @description Make the draft the live release; the next message is answered under it.
         */
        post: operations["publish_draft_api_v1_stores__store__assistant_releases_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/releases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a release
         * @description Return one release with its settings, who made it, when and why.
         */
        get: operations["read_release_api_v1_stores__store__assistant_releases__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/releases/{number}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to a release
         * @description Make a new live release with the settings of an earlier one; a draft stays as it is.
         */
        post: operations["roll_back_api_v1_stores__store__assistant_releases__number__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/tones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tones
         * @description Return each tone with what a model is told of it, and how one answer sounds in it.
         */
        get: operations["list_tones_api_v1_stores__store__assistant_tones_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/assistant/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List variables of the assistant's words
         * @description Return the names that `words` may hold in braces; each answer has its values in their place.
         */
        get: operations["list_variables_api_v1_stores__store__assistant_variables_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what is kept of answers
         * @description Return the live setting, the size and bounds of what is kept, and how often it served on each of thirty days.
         */
        get: operations["show_cache_api_v1_stores__store__cache_get"];
        put?: never;
        post?: never;
        /**
         * Let kept answers go
         * @description Forget all kept answers of the store; the next question of each kind is answered anew.
         */
        delete: operations["clear_cache_api_v1_stores__store__cache_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/catalog/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description Return imports, the newest first.
         */
        get: operations["list_imports_api_v1_stores__store__catalog_imports_get"];
        put?: never;
        /**
         * Import products
         * @description Import a CSV, TSV, XLSX, JSON or JSONL file in the background, or with `dry_run=true` show at once what it would do.
         */
        post: operations["start_import_api_v1_stores__store__catalog_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/catalog/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch an import
         * @description Return state, counts, the mapping that was used, and a page of row errors with line and reason.
         */
        get: operations["read_import_api_v1_stores__store__catalog_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Browse categories
         * @description Return a category with the number of its products, what holds it and what it holds.
         */
        get: operations["browse_categories_api_v1_stores__store__categories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the assistant
         * @description Answer one message, as JSON or as the AI SDK's UI message stream.
         *
         *     A stream comes for `Accept: text/event-stream`, and for useChat's own body, whose transport says nothing of what it
         *     accepts.
         */
        post: operations["chat_api_v1_stores__store__chat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/chat/{conversation_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Continue a stream after a dropped connection
         * @description Send what follows after `Last-Event-ID`, whichever process writes it; 204 when nothing is being written.
         *
         *     useChat's own name of the conversation will do in place of the id.
         */
        get: operations["resume_api_v1_stores__store__chat__conversation_id__stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/chat/{turn_id}/continue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with an answer that broke off
         * @description Go on with an answer that was stopped, interrupted or cut. JSON or a stream, like POST /chat.
         */
        post: operations["go_on_api_v1_stores__store__chat__turn_id__continue_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/chat/{turn_id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a message again
         * @description Answer the same words again; the answer before stays as another version. JSON or a stream, like POST /chat.
         */
        post: operations["regenerate_api_v1_stores__store__chat__turn_id__regenerate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/chat/{turn_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an answer
         * @description End a turn early. Stopping one that has ended does nothing.
         */
        post: operations["stop_api_v1_stores__store__chat__turn_id__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/citations/{citation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open a citation
         * @description Return the quoted words and the passage around them, in the document version that the answer used.
         */
        get: operations["open_citation_api_v1_stores__store__citations__citation_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversation-labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List labels
         * @description Return labels with how many conversations have each, the most used first.
         */
        get: operations["list_labels_api_v1_stores__store__conversation_labels_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversation-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List saved views
         * @description Return your own views and those that are shared.
         */
        get: operations["list_views_api_v1_stores__store__conversation_views_get"];
        put?: never;
        /**
         * Save a view
         * @description Keep filters under a name, for yourself or for everybody of the store.
         */
        post: operations["save_view_api_v1_stores__store__conversation_views_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversation-views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a saved view
         * @description Put another name and other filters into a view of your own.
         */
        put: operations["change_view_api_v1_stores__store__conversation_views__view_id__put"];
        post?: never;
        /**
         * Delete a saved view
         * @description Remove a view of your own.
         */
        delete: operations["delete_view_api_v1_stores__store__conversation_views__view_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations
         * @description Return conversations, the last spoken in first. Those in which staff tried the assistant are left out.
         */
        get: operations["list_conversations_api_v1_stores__store__conversations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a conversation
         * @description Delete a conversation at once and for good, for everyone. An answer that is being written ends.
         */
        delete: operations["delete_conversation_api_v1_stores__store__conversations__conversation_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a conversation away
         * @description Put a conversation away, or bring it back. What a shopper says in it brings it back, too.
         */
        put: operations["set_archived_api_v1_stores__store__conversations__conversation_id__archived_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/branch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Show another version
         * @description Show the path through a turn, with what was last said behind it.
         */
        put: operations["show_branch_api_v1_stores__store__conversations__conversation_id__branch_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose what a conversation may be used for
         * @description Keep whether the chat may be used to improve answers: to suggest synonyms, to find gaps, to answer others.
         */
        put: operations["choose_api_v1_stores__store__conversations__conversation_id__choices_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep what you began to write
         * @description Keep a draft that nobody else sees; empty words forget it.
         */
        put: operations["keep_draft_api_v1_stores__store__conversations__conversation_id__draft_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Label a conversation
         * @description Put labels in the place of those before.
         */
        put: operations["set_labels_api_v1_stores__store__conversations__conversation_id__labels_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation
         * @description Return the messages of the path that is shown, oldest first. Prices and stock in them are read anew.
         *
         *     useChat's own name of the conversation will do in place of the id.
         */
        get: operations["list_messages_api_v1_stores__store__conversations__conversation_id__messages_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note something on a conversation
         * @description Add a note for staff; it is never sent. Your draft is forgotten.
         */
        post: operations["add_note_api_v1_stores__store__conversations__conversation_id__notes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/notes/{note_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a note
         * @description Put other words into a note of your own.
         */
        put: operations["edit_note_api_v1_stores__store__conversations__conversation_id__notes__note_id__put"];
        post?: never;
        /**
         * Remove a note
         * @description Remove a note of your own.
         */
        delete: operations["remove_note_api_v1_stores__store__conversations__conversation_id__notes__note_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that you are looking
         * @description Say for half a minute that you are looking, and return who is.
         */
        put: operations["appear_api_v1_stores__store__conversations__conversation_id__presence_put"];
        post?: never;
        /**
         * Say that you look no more
         * @description Say that you look no more; it ends by itself, too.
         */
        delete: operations["disappear_api_v1_stores__store__conversations__conversation_id__presence_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/{conversation_id}/side": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what stands beside a conversation
         * @description Return labels, notes, your own draft, who is looking, feedback, earlier chats, and what the shopper agreed to.
         */
        get: operations["read_side_api_v1_stores__store__conversations__conversation_id__side_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/conversations/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow conversations
         * @description Tell the ids of conversations in which something happens: words, answers, labels, notes. Ask for them then.
         *
         *     A stream for `Accept: text/event-stream`; after a break, `Last-Event-ID` goes on where it stopped. Otherwise what
         *     happened since `after`.
         */
        get: operations["follow_conversations_api_v1_stores__store__conversations_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead letters by cause
         * @description Return what failed for good by kind and cause, with a masked sample, and whether the kind has gone well since.
         */
        get: operations["list_dead_letters_api_v1_stores__store__dead_letters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/dead-letters/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up all dead letters of a cause
         * @description Give up all of a cause, at most 500 at once. What they were to do is not done.
         */
        post: operations["discard_dead_letters_api_v1_stores__store__dead_letters_discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/dead-letters/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all dead letters of a cause again
         * @description Give all of a cause a fresh set of attempts, at most 500 at once.
         */
        post: operations["retry_dead_letters_api_v1_stores__store__dead_letters_retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents
         * @description Return documents, the newest first.
         */
        get: operations["list_documents_api_v1_stores__store__documents_get"];
        put?: never;
        /**
         * Upload documents
         * @description Store files and read them in the background. Every file gets a state; one bad file refuses no other.
         */
        post: operations["upload_api_v1_stores__store__documents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a document
         * @description Return state, reason of failure, versions, and a page of chunks.
         */
        get: operations["read_document_api_v1_stores__store__documents__document_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a document
         * @description Hide a document from every answer at once, and erase it in the background.
         */
        delete: operations["delete_document_api_v1_stores__store__documents__document_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/documents/{document_id}/origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show where a document came from
         * @description Return the sources and runs that brought a document's versions, the newest first; none for an upload.
         *
         *     same: other documents with the same text, each cited beside this one, which stay when it goes.
         */
        get: operations["document_origins_api_v1_stores__store__documents__document_id__origins_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/documents/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See how a document would be cut
         * @description Return the chunks of one file without storing anything. Sizes default to those of the live index.
         */
        post: operations["preview_chunks_api_v1_stores__store__documents_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/faq": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find questions and answers
         * @description Return the shop's own questions and answers that come nearest, with where they stand, and related questions.
         */
        get: operations["frequent_questions_api_v1_stores__store__faq_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List feedback
         * @description Return what shoppers thought of answers, the newest first, with question, answer and release; and counts of all.
         */
        get: operations["list_feedback_api_v1_stores__store__feedback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/feedback/{message_id}/dealt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark feedback as dealt with
         * @description Note that feedback has been dealt with, or that it is open again. What the shopper says anew is open, too.
         */
        put: operations["deal_with_api_v1_stores__store__feedback__message_id__dealt_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the first page
         * @description Return numbers of the period beside the one before and day by day, and what needs somebody.
         *
         *     Days are those of UTC, the present one among them. What the caller may not see is null, or left out of the needs.
         */
        get: operations["read_home_api_v1_stores__store__home_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List test questions
         * @description Return the store's test questions, the oldest first.
         */
        get: operations["list_questions_api_v1_stores__store__index_questions_get"];
        put?: never;
        /**
         * Add test questions
         * @description Add questions by which index versions are compared.
         */
        post: operations["add_questions_api_v1_stores__store__index_questions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/questions/{question_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a test question
         * @description Remove a test question.
         */
        delete: operations["remove_question_api_v1_stores__store__index_questions__question_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List index versions
         * @description Return all versions of the store's index, the newest first.
         */
        get: operations["list_versions_api_v1_stores__store__index_versions_get"];
        put?: never;
        /**
         * Build an index version
         * @description Build another recipe in the background, or with `dry_run` say at once what it would take.
         */
        post: operations["build_version_api_v1_stores__store__index_versions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/{version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an index version
         * @description Return recipe, state and build: progress, speed, time left and cost so far.
         */
        get: operations["read_version_api_v1_stores__store__index_versions__version_id__get"];
        put?: never;
        post?: never;
        /**
         * Retire an index version
         * @description Give a version or its build up and free its rows in the background. The live one stays.
         */
        delete: operations["retire_version_api_v1_stores__store__index_versions__version_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/{version_id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an index version answer
         * @description Let a ready version answer from now on, in one step; the one before stays ready.
         */
        post: operations["activate_version_api_v1_stores__store__index_versions__version_id__activate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/{version_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a build
         * @description Let a build rest; it goes on where it was.
         */
        post: operations["pause_version_api_v1_stores__store__index_versions__version_id__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/{version_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a build
         * @description Go on with a build that was paused or has failed.
         */
        post: operations["resume_version_api_v1_stores__store__index_versions__version_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare two index versions
         * @description Ask both versions the store's test questions and measure what they find.
         */
        post: operations["compare_versions_api_v1_stores__store__index_versions_compare_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/index/versions/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to the index version before
         * @description Let the version answer again that answered before the live one.
         */
        post: operations["roll_back_api_v1_stores__store__index_versions_rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/job-pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List kinds of jobs that rest
         * @description Return the kinds that rest in the store, since when, and who said so.
         */
        get: operations["list_paused_kinds_api_v1_stores__store__job_pauses_get"];
        /**
         * Let kinds of jobs rest
         * @description Let these kinds rest in the store, and all others go on at once. Jobs that rest lose no attempt; what erases cannot rest.
         */
        put: operations["set_paused_kinds_api_v1_stores__store__job_pauses_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Return the store's jobs, the newest first, with progress, attempts and the next try; and how many are in each state.
         */
        get: operations["list_jobs_api_v1_stores__store__jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a job
         * @description Return state, attempt and progress with counts, speed and time left.
         */
        get: operations["read_job_api_v1_stores__store__jobs__job_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/jobs/{job_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a dead job
         * @description Give up a job among the dead letters. What it was to do is not done.
         */
        post: operations["discard_job_api_v1_stores__store__jobs__job_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a job
         * @description Send the job each time it changes, until it ends.
         */
        get: operations["follow_job_api_v1_stores__store__jobs__job_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a dead job again
         * @description Give a job among the dead letters a fresh set of attempts.
         */
        post: operations["retry_job_api_v1_stores__store__jobs__job_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List findings
         * @description Return findings with the places that they quote, the newest first.
         */
        get: operations["list_findings_api_v1_stores__store__lint_findings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/findings/{finding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a finding
         * @description Return one finding.
         */
        get: operations["read_finding_api_v1_stores__store__lint_findings__finding_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/findings/{finding_id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ignore a finding
         * @description Set a finding aside for a reason; it stays so while the fault is the same.
         */
        post: operations["ignore_finding_api_v1_stores__store__lint_findings__finding_id__ignore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/findings/{finding_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a finding
         * @description Take back that a finding is ignored.
         */
        post: operations["reopen_finding_api_v1_stores__store__lint_findings__finding_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs of the linter
         * @description Return runs, the newest first.
         */
        get: operations["list_lint_runs_api_v1_stores__store__lint_runs_get"];
        put?: never;
        /**
         * Look a store over
         * @description Have catalogue and documents compared now. A run that waits already is returned, and begins at once.
         */
        post: operations["start_lint_api_v1_stores__store__lint_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/lint/runs/{lint_run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run of the linter
         * @description Return how far a run is, and how many findings are open now.
         */
        get: operations["read_lint_run_api_v1_stores__store__lint_runs__lint_run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/messages/{message_id}/basis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what an answer rested on
         * @description Return the question with the articles and documents that its answer cited and the products it showed: what to mend.
         */
        get: operations["read_basis_api_v1_stores__store__messages__message_id__basis_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/messages/{message_id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what bears out an answer
         * @description Return each sentence with what supports it. What was left out, and the writer's own words, are for keys alone.
         */
        get: operations["read_claims_api_v1_stores__store__messages__message_id__claims_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/messages/{message_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what you think of an answer
         * @description Keep it in place of what was said before.
         */
        post: operations["give_feedback_api_v1_stores__store__messages__message_id__feedback_post"];
        /**
         * Take feedback back
         * @description Forget what was said of an answer; where nothing was, nothing happens.
         */
        delete: operations["take_feedback_back_api_v1_stores__store__messages__message_id__feedback_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/messages/{message_id}/routing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which models were asked for an answer
         * @description Return why each model was or was not asked, and how each try ended. No words are in it.
         */
        get: operations["read_routing_api_v1_stores__store__messages__message_id__routing_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/messages/{message_id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how an answer came about
         * @description Return steps with their times, what was searched and found with scores and why it was not used, what a model was told.
         *
         *     What would say who somebody is, is masked. `spent` is there for those who may see what was spent.
         */
        get: operations["read_trace_api_v1_stores__store__messages__message_id__trace_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notices
         * @description Return failures, what waits for somebody, and work that ended within thirty days, of what you may see.
         *
         *     What you did yourself is not told. `unread` counts all.
         */
        get: operations["list_notices_api_v1_stores__store__notices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/notices/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow notices
         * @description Tell how many notices are not read, with the newest: a stream for `Accept: text/event-stream`, else as it is now.
         */
        get: operations["follow_notices_api_v1_stores__store__notices_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark notices as read
         * @description Remember what you have read.
         */
        put: operations["mark_read_api_v1_stores__store__notices_read_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a photo
         * @description Take a JPEG, PNG or WebP file in. It is drawn anew, so that nothing is kept but what is seen: no place, no time.
         */
        post: operations["upload_api_v1_stores__store__photos_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/photos/{photo_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See a photo
         * @description Return a photo as it is kept. Shoppers see their own alone.
         */
        get: operations["show_api_v1_stores__store__photos__photo_id__get"];
        put?: never;
        post?: never;
        /**
         * Take a photo back
         * @description Delete a photo that was not sent. One that was goes with its conversation.
         */
        delete: operations["discard_api_v1_stores__store__photos__photo_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/product-edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List edits of many products
         * @description Return edits of many products, the newest first.
         */
        get: operations["list_edits_api_v1_stores__store__product_edits_get"];
        put?: never;
        /**
         * Show an edit of many products
         * @description Work out what an edit would change, and return its first changes; nothing is changed before it is applied.
         */
        post: operations["show_edit_api_v1_stores__store__product_edits_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/product-edits/{edit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an edit of many products
         * @description Return an edit with what it changes, field by field; with `left=true` what was not made, or not undone.
         */
        get: operations["read_edit_api_v1_stores__store__product_edits__edit_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/product-edits/{edit_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry out an edit of many products
         * @description Have done what was shown. A field that somebody else has changed since stays as it is, and is listed.
         */
        post: operations["apply_edit_api_v1_stores__store__product_edits__edit_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/product-edits/{edit_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an edit of many products
         * @description Have all of it undone, for 30 days. A field that somebody else has changed since stays as it is, and is listed.
         */
        post: operations["undo_edit_api_v1_stores__store__product_edits__edit_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/product-quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what products lack
         * @description Return products with what they lack, and in how many conversations of 28 days they were shown.
         */
        get: operations["list_product_quality_api_v1_stores__store__product_quality_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products
         * @description Return products by title. `category` takes a path and what lies below it; `q` a part of the title.
         */
        get: operations["list_products_api_v1_stores__store__products_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a product
         * @description Return a product with its variants, prices and stock as of now.
         */
        get: operations["read_product_api_v1_stores__store__products__product_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}/complementary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find products that go with one
         * @description Return products that go with one by the shop's own data, each with what says so; none when it says nothing.
         */
        get: operations["complementary_products_api_v1_stores__store__products__product_id__complementary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}/origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show where a product's facts came from
         * @description Return, field by field, whose word is shown and as of when, which run brought it, and what other sources say.
         */
        get: operations["product_origins_api_v1_stores__store__products__product_id__origins_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is said in place of a product's sources
         * @description Return each field that says what the merchant says, with what the source says, then and now, who set it and why.
         */
        get: operations["read_overrides_api_v1_stores__store__products__product_id__overrides_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say something in place of a product's sources
         * @description Show something in place of the source's word, or take it back; search and answers follow in the same step.
         *
         *     With `If-Match` only while the overrides are at that `ETag`: otherwise nobody's words are overwritten, and the problem
         *     holds what they say now and what was sent.
         */
        patch: operations["change_overrides_api_v1_stores__store__products__product_id__overrides_patch"];
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a source's record to a product
         * @description Say that a record of a source is this product, whatever their names; returns the run that shows it.
         */
        post: operations["link_record_api_v1_stores__store__products__product_id__records_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/{product_id}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find products like one
         * @description Return products like one, the most alike first, each with the reasons.
         */
        get: operations["related_products_api_v1_stores__store__products__product_id__related_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare products
         * @description Return products with a table of what each says: what differs, what is missing, what is better where known.
         */
        get: operations["compare_products_api_v1_stores__store__products_compare_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/products/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search or browse products
         * @description Return products, best first, with facets; without words all that the filters let through, by title.
         */
        post: operations["search_products_api_v1_stores__store__products_search_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a store back
         * @description Undo the deletion of a store within seven days; it stays suspended until it is resumed.
         */
        post: operations["restore_store_api_v1_stores__store__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a store
         * @description Let a suspended store answer again.
         */
        post: operations["resume_store_api_v1_stores__store__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how long chats are kept
         * @description Return days for conversations and for traces of answers; with `conversation_days` also what such days would erase.
         */
        get: operations["read_retention_api_v1_stores__store__retention_get"];
        /**
         * Set how long chats are kept
         * @description Set both. What is older is erased for good within six hours; shoppers read the new number at once.
         */
        put: operations["change_retention_api_v1_stores__store__retention_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search products and passages
         * @description Return products and passages, best first; scores run from 0 to 1, higher is better.
         */
        post: operations["search_api_v1_stores__store__search_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/shopper-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys that sign who a shopper is
         * @description Return the store's keys; a secret is never shown again.
         */
        get: operations["list_keys_api_v1_stores__store__shopper_keys_get"];
        put?: never;
        /**
         * Make a key that signs who a shopper is
         * @description Return a shared secret, this once; or keep the public half of a pair whose private half stays with the shop.
         */
        post: operations["create_key_api_v1_stores__store__shopper_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/shopper-keys/{shopper_key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key at once
         * @description End a key: what it signed is not accepted any more. Sessions that were joined by it stay joined.
         */
        delete: operations["revoke_key_api_v1_stores__store__shopper_keys__shopper_key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/shopper-keys/{shopper_key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a new key in a key's place
         * @description Return the new key; the old one holds for the overlap, so that no shopper notices.
         */
        post: operations["rotate_key_api_v1_stores__store__shopper_keys__shopper_key_id__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/shoppers/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a shopper
         * @description Erase all that is kept of a shopper, for good: conversations with all that hangs on them, sessions, names.
         */
        post: operations["erase_shopper_api_v1_stores__store__shoppers_erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/shoppers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand out what is kept of a shopper
         * @description Return who the shopper was proven to be, sessions with consent, and all that was said.
         */
        post: operations["export_shopper_api_v1_stores__store__shoppers_export_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/source-conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conflicts of sources
         * @description Return fields on which sources disagree, with what each says; the first is shown until a person decides.
         */
        get: operations["list_conflicts_api_v1_stores__store__source_conflicts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/source-conflicts/{conflict_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a conflict
         * @description Believe one source about this field of this product from now on; returns the run that shows it.
         */
        post: operations["decide_conflict_api_v1_stores__store__source_conflicts__conflict_id__decide_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/source-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List kinds of sources
         * @description Return every kind with JSON Schemas of its options and credentials, for a form.
         */
        get: operations["list_kinds_api_v1_stores__store__source_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/source-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how sources are weighed
         * @description Return how the store weighs its sources; a field that is not named goes by the sources' priority.
         */
        get: operations["read_rules_api_v1_stores__store__source_rules_get"];
        /**
         * Change how sources are weighed
         * @description Weigh the store's sources so from now on; products that several of them know follow within a minute or so.
         */
        put: operations["change_rules_api_v1_stores__store__source_rules_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sources
         * @description Return the store's sources, the oldest first, each with its newest run, what it holds and its open problems.
         */
        get: operations["list_sources_api_v1_stores__store__sources_get"];
        put?: never;
        /**
         * Connect a source
         * @description Connect a source, once the shop has said who it is. Credentials are sealed and never shown again.
         */
        post: operations["add_source_api_v1_stores__store__sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a source
         * @description Return a source, how it is read, and how it is.
         */
        get: operations["read_source_api_v1_stores__store__sources__source_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove a source
         * @description Remove a source with all that it brought: documents at once, products in one step a moment later.
         */
        delete: operations["remove_source_api_v1_stores__store__sources__source_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description Change what is named. Other options or rules have it read whole; other credentials let a broken source go on.
         */
        patch: operations["change_source_api_v1_stores__store__sources__source_id__patch"];
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a source's deliveries
         * @description Return what the shop sent within a week, the newest first.
         */
        get: operations["list_deliveries_api_v1_stores__store__sources__source_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a delivery again
         * @description Have a delivery read again that could not be read.
         */
        post: operations["replay_api_v1_stores__store__sources__source_id__deliveries__delivery_id__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a source's webhooks
         * @description Return where deliveries go, and how the shop's webhooks stood when they were looked at last.
         */
        get: operations["read_hooks_api_v1_stores__store__sources__source_id__hooks_get"];
        put?: never;
        /**
         * Mend a source's webhooks
         * @description Have the shop's webhooks looked at now; what is missing is made, what is broken is mended.
         */
        post: operations["mend_hooks_api_v1_stores__store__sources__source_id__hooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/hooks/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the webhooks' secret
         * @description Have deliveries signed with a new secret; the one before is believed for a day.
         */
        post: operations["rotate_secret_api_v1_stores__store__sources__source_id__hooks_rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/oauth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to let Aisle in
         * @description Return the address at which a person lets Aisle into the shop; it counts once, for ten minutes and for this caller.
         */
        post: operations["begin_consent_api_v1_stores__store__sources__source_id__oauth_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/oauth/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish letting Aisle in
         * @description Make sealed tokens of what the browser brought, and have the source read.
         */
        post: operations["finish_consent_api_v1_stores__store__sources__source_id__oauth_finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a source
         * @description Read it no more until it is resumed; a run rests where it stands.
         */
        post: operations["pause_source_api_v1_stores__store__sources__source_id__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List problems
         * @description Return the causes of open problems with what would help, and the records themselves, the newest first.
         */
        get: operations["list_problems_api_v1_stores__store__sources__source_id__problems_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems/{problem_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look into a problem
         * @description Return a problem with the record as it came.
         */
        get: operations["read_problem_api_v1_stores__store__sources__source_id__problems__problem_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems/{problem_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss a problem
         * @description Close a problem; the next run that meets it opens it again.
         */
        post: operations["dismiss_problem_api_v1_stores__store__sources__source_id__problems__problem_id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems/{problem_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a record again
         * @description Read the record anew, or keep it as it is sent here, until the shop changes it. Returns the run that does it.
         */
        post: operations["retry_problem_api_v1_stores__store__sources__source_id__problems__problem_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss all problems of a cause
         * @description Close all problems of a cause; a run that meets one opens it again.
         */
        post: operations["dismiss_cause_api_v1_stores__store__sources__source_id__problems_dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/problems/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try all records of a cause again
         * @description Have the shop asked again for up to 500 records of a cause, the oldest first. Returns the run that does it.
         */
        post: operations["retry_cause_api_v1_stores__store__sources__source_id__problems_retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a source
         * @description Read it again, beginning with what rested.
         */
        post: operations["resume_source_api_v1_stores__store__sources__source_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try rules
         * @description Say what rules would make of the shop's first records, or of those that are sent, and which rule did what.
         */
        post: operations["try_rules_api_v1_stores__store__sources__source_id__rules_test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs
         * @description Return a source's runs, the newest first.
         */
        get: operations["list_runs_api_v1_stores__store__sources__source_id__runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch a run
         * @description Return a run with its counts so far, speed, time left, what was read last, and the difference it would make.
         */
        get: operations["read_run_api_v1_stores__store__sources__source_id__runs__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a run
         * @description Let a run that waits for a person go live, with the difference that it shows.
         */
        post: operations["approve_run_api_v1_stores__store__sources__source_id__runs__run_id__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a run
         * @description Send the run each time it changes, until it ends.
         */
        get: operations["follow_run_api_v1_stores__store__sources__source_id__runs__run_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a run
         * @description Let a run rest behind the page that is read now.
         */
        post: operations["pause_run_api_v1_stores__store__sources__source_id__runs__run_id__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a run
         * @description Let nothing of a run that waits go live.
         */
        post: operations["refuse_run_api_v1_stores__store__sources__source_id__runs__run_id__refuse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a run
         * @description Let a paused run go on where it stands.
         */
        post: operations["resume_run_api_v1_stores__store__sources__source_id__runs__run_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a run back
         * @description Undo a live run in one step, but for what newer runs changed, and pause the source; returns the run that does it.
         */
        post: operations["roll_back_run_api_v1_stores__store__sources__source_id__runs__run_id__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description End a run; nothing of it goes live.
         */
        post: operations["stop_run_api_v1_stores__store__sources__source_id__runs__run_id__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a source
         * @description Have a source read: what changed (`incremental`), that and what is gone (`reconcile`), or everything (`full`).
         */
        post: operations["start_sync_api_v1_stores__store__sources__source_id__sync_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/{source_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a source
         * @description Ask the shop who it is, and show the first three items of each resource as the rules make them.
         */
        post: operations["test_source_api_v1_stores__store__sources__source_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/detect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Detect a platform
         * @description Say of which kinds the shop at an address may be, the likeliest first, with the options that it shows.
         */
        post: operations["detect_api_v1_stores__store__sources_detect_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/sources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a source that is not connected
         * @description Ask the shop who it is, and show the first three items of each resource; nothing is stored.
         */
        post: operations["try_source_api_v1_stores__store__sources_test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a store
         * @description Let a store answer nobody until it is resumed; its jobs wait. In force within 30 seconds.
         */
        post: operations["suspend_store_api_v1_stores__store__suspend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/synonyms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List synonyms
         * @description Return a store's rules in the order in which they were made.
         */
        get: operations["list_synonyms_api_v1_stores__store__synonyms_get"];
        put?: never;
        /**
         * Add a synonym
         * @description Add a rule; the next question is searched with it.
         */
        post: operations["add_synonym_api_v1_stores__store__synonyms_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/synonyms/{synonym_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a synonym
         * @description Return one rule.
         */
        get: operations["read_synonym_api_v1_stores__store__synonyms__synonym_id__get"];
        /**
         * Change a synonym
         * @description Put another rule in the place of one.
         */
        put: operations["change_synonym_api_v1_stores__store__synonyms__synonym_id__put"];
        post?: never;
        /**
         * Remove a synonym
         * @description Remove one rule; the next question is searched without it.
         */
        delete: operations["remove_synonym_api_v1_stores__store__synonyms__synonym_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/synonyms/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export synonyms
         * @description Return all rules as one file, in a form that the import reads.
         */
        get: operations["export_synonyms_api_v1_stores__store__synonyms_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/synonyms/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import synonyms
         * @description Add the rules of a CSV or JSON file; lines that are refused are told and left out.
         */
        post: operations["import_synonyms_api_v1_stores__store__synonyms_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/synonyms/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest synonyms
         * @description Return rules that shoppers' searches speak for, with what they rest on; none is in force before it is added.
         */
        get: operations["suggest_synonyms_api_v1_stores__store__synonyms_suggestions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/widget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the window's settings
         * @description Return the draft, the live release, and what publishing would change. `ETag` is the draft's revision.
         */
        get: operations["read_widget_api_v1_stores__store__widget_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the window's draft
         * @description Change settings of the draft; shoppers notice nothing until it is published.
         *
         *     With `If-Match` only while the draft is at that revision; otherwise the problem holds what it says now.
         */
        patch: operations["change_widget_api_v1_stores__store__widget_patch"];
        trace?: never;
    };
    "/api/v1/stores/{store}/widget/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how to put the window into a shop
         * @description Return the snippet, what a content policy has to allow, the sites that may use it, and where it was seen.
         *
         *     The snippet has the store's newest publishable key for sites; without one, the key of the hosted page, and `origins` is empty.
         */
        get: operations["read_install_api_v1_stores__store__widget_install_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/widget/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link to a preview
         * @description Return a link that shows the draft's look to whoever has it, without an account, for three days.
         */
        post: operations["make_preview_api_v1_stores__store__widget_previews_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/widget/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List releases of the window
         * @description Return releases, the newest first: that one is live.
         */
        get: operations["list_widget_releases_api_v1_stores__store__widget_releases_get"];
        put?: never;
        /**
         * Publish the window's draft
         * @description Make the draft what shoppers see within five minutes.
         */
        post: operations["publish_widget_api_v1_stores__store__widget_releases_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{store}/widget/releases/{look_number}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to a release of the window
         * @description Make a new live release with the settings of an earlier one; a draft stays as it is.
         */
        post: operations["roll_widget_back_api_v1_stores__store__widget_releases__look_number__rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was spent
         * @description Return calls, tokens and money by group, with their totals. Amounts of different currencies are not added up.
         */
        get: operations["read_usage_api_v1_usage_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calls of models
         * @description Return single calls, the newest first; of 31 days at most.
         */
        get: operations["list_calls_api_v1_usage_calls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/calls/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export calls of models
         * @description Send single calls as CSV. That it was done is an entry of the audit log.
         */
        get: operations["export_calls_api_v1_usage_calls_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export what was spent
         * @description Send the sums as CSV: a line for each group and currency. That it was done is an entry of the audit log.
         */
        get: operations["export_usage_api_v1_usage_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List visits of operators
         * @description Return who of the installation's operators entered the organization, why, and until when.
         */
        get: operations["list_visits_api_v1_visits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visits/{visit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a visit
         * @description Put an operator out: at once in this process, within 30 seconds in every other.
         */
        delete: operations["end_visit_api_v1_visits__visit_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widget/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the window's look
         * @description Return the live look for a page of a listed origin. It may be kept for five minutes; `If-None-Match` asks anew.
         */
        get: operations["read_config_api_v1_widget_config_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/widget/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a previewed look
         * @description Return the draft's look for whoever has a link to it.
         */
        get: operations["read_preview_api_v1_widget_preview_get"];
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
        /**
         * Ability
         * @description Something that a request may need.
         * @enum {string}
         */
        Ability: "tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed";
        /**
         * Address
         * @description Whose organization is asked for.
         */
        Address: {
            /** Email */
            email: string;
        };
        /**
         * ProviderShown
         * @description A way to sign in.
         */
        aisle__web__federation__ProviderShown: {
            /** Name */
            name: string;
            /**
             * Start
             * @description Where the button leads.
             */
            start: string;
            /**
             * Title
             * @description What a button says.
             */
            title: string;
        };
        /**
         * ProviderShown
         * @description A provider without its key.
         */
        aisle__web__providers__ProviderShown: {
            /**
             * Base Url
             * @description Where its models are asked.
             */
            base_url: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Has Key */
            has_key: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Key Header */
            key_header: string | null;
            /** Key Set At */
            key_set_at: string | null;
            /**
             * Key Tail
             * @description The last characters of a key that is long enough.
             */
            key_tail: string | null;
            kind: components["schemas"]["ProviderKind"];
            /** Models */
            models: components["schemas"]["OwnModelShown"][];
            /** Name */
            name: string;
            /** Suspended At */
            suspended_at: string | null;
        };
        /**
         * Algorithm
         * @description How a key signs (RFC 7518, RFC 8037). It is a property of the key; what a token says of it counts for nothing.
         * @enum {string}
         */
        Algorithm: "HS256" | "RS256" | "ES256" | "EdDSA";
        /**
         * AnalysisCost
         * @description What all tries cost together.
         */
        AnalysisCost: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * AnalysisReply
         * @description `value` validates against the schema. `mode`: how the model was held to it. `cost`: null where a price is unknown.
         */
        AnalysisReply: {
            /** Attempts */
            attempts: number;
            cost: components["schemas"]["AnalysisCost"] | null;
            /** Mode */
            mode: string;
            /** Model */
            model: string;
            /** Prompts */
            prompts: components["schemas"]["PromptUsed"][];
            schema_used: components["schemas"]["SchemaUsed"] | null;
            usage: components["schemas"]["AnalysisUsage"];
            /** Value */
            value: unknown;
        };
        /**
         * AnalysisUsage
         * @description Tokens of all tries together. estimated: whether a provider did not count some of them.
         */
        AnalysisUsage: {
            /** Cached Read Tokens */
            cached_read_tokens: number;
            /** Completion Tokens */
            completion_tokens: number;
            /** Estimated */
            estimated: boolean;
            /** Prompt Tokens */
            prompt_tokens: number;
            /** Reasoning Tokens */
            reasoning_tokens: number;
        };
        /**
         * AnswerTrace
         * @description How an answer came about.
         */
        AnswerTrace: {
            /**
             * Claims
             * @default []
             */
            claims: components["schemas"]["TraceClaim"][];
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Degraded */
            degraded: string[];
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /** Passages */
            passages: components["schemas"]["TracePassage"][];
            /** Products */
            products: components["schemas"]["TraceProduct"][];
            /** Prompt Versions */
            prompt_versions: {
                [key: string]: unknown;
            }[];
            /** Prompts */
            prompts: components["schemas"]["TracePrompt"][];
            /** Query */
            query: {
                [key: string]: unknown;
            };
            /** Routing */
            routing: {
                [key: string]: unknown;
            }[];
            /** Spent */
            spent: {
                [key: string]: unknown;
            }[] | null;
            /** Steps */
            steps: components["schemas"]["TraceStep"][];
            /** Timing */
            timing: {
                [key: string]: number;
            };
            /** Told */
            told: {
                [key: string]: unknown;
            };
            /**
             * Turn Id
             * Format: uuid
             */
            turn_id: string;
        };
        /**
         * ArticleState
         * @description Where an article stands, as shoppers are concerned: the first of these that holds.
         * @enum {string}
         */
        ArticleState: "live" | "scheduled" | "in_review" | "expired" | "draft";
        /**
         * ArticleUses
         * @description What depends on an article.
         *
         *     Attributes:
         *         versions: That were handed in.
         *         saves: Of its draft.
         *         passages: That answer now.
         *         quoted: Answers to shoppers that quoted it in the last 28 days.
         *         questions: Test questions that expect it.
         *         translations: Articles of its key in other languages; they stay.
         */
        ArticleUses: {
            /** Passages */
            passages: number;
            /** Questions */
            questions: number;
            /** Quoted */
            quoted: number;
            /** Saves */
            saves: number;
            /** Translations */
            translations: number;
            /** Versions */
            versions: number;
        };
        /**
         * AskedModel
         * @description A try. duty: answer, shadow, vote or referee. ended: done, refused, failed or left. error: a code.
         */
        AskedModel: {
            /** Duty */
            duty: string;
            /** Ended */
            ended: string;
            /** Error */
            error: string | null;
            /** Milliseconds */
            milliseconds: number;
            /** Model */
            model: string;
        };
        /**
         * AssistantLook
         * @description What the assistant is called.
         */
        AssistantLook: {
            /** Name */
            name: string;
        };
        /**
         * AuthenticatorMade
         * @description What an authenticator app needs, shown this once. It counts after a code of it was sent to /confirm.
         */
        AuthenticatorMade: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** @description The address as a QR code. Null: it is too long for one. */
            picture: components["schemas"]["CodePicture"] | null;
            /** Secret */
            secret: string;
            /**
             * Uri
             * @description otpauth address: a link on the phone, or the content of a picture.
             */
            uri: string;
        };
        /**
         * Basis
         * @description What an answer rested on, for who wants to mend it: the question as it was asked, documents, products.
         */
        Basis: {
            /** Documents */
            documents: components["schemas"]["RestedOn"][];
            /** Products */
            products: components["schemas"]["ShownProduct"][];
            /** Question */
            question: string;
        };
        /**
         * BegunVisit
         * @description A visit with its token, which is shown this once; send it as a bearer token.
         */
        BegunVisit: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Ended At */
            ended_at: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Operator */
            operator: string;
            /** Reason */
            reason: string;
            /** Token */
            token: string;
            /** Writes */
            writes: boolean;
        };
        /**
         * Belonging
         * @description An organization that you belong to. state: active, suspended, deleted, or left_out where you are suspended.
         */
        Belonging: {
            /** Deleted At */
            deleted_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
            /** State */
            state: string;
        };
        /**
         * Belongings
         * @description Where you belong.
         */
        Belongings: {
            /** Items */
            items: components["schemas"]["Belonging"][];
        };
        /** Body_come_back_by_saml_api_v1_auth_sign_on__connection_id__acs_post */
        Body_come_back_by_saml_api_v1_auth_sign_on__connection_id__acs_post: {
            /** Relaystate */
            RelayState?: string | null;
            /** Samlresponse */
            SAMLResponse: string;
        };
        /**
         * BudgetShown
         * @description A budget as it stands in its present period.
         *
         *     held: what calls under way may take at most. unpriced_tokens: tokens whose price is unknown, or in another currency; a
         *     budget of money cannot count them, one of tokens does. ends: when the next period begins.
         */
        BudgetShown: {
            /** Amount */
            amount: string | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Currency */
            currency: string | null;
            /**
             * Ends
             * Format: date
             */
            ends: string;
            /** Held */
            held: string | null;
            /** Held Tokens */
            held_tokens: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Period
             * @enum {string}
             */
            period: "month" | "day";
            /** Spent */
            spent: string | null;
            /** Spent Tokens */
            spent_tokens: number;
            /**
             * Starts
             * Format: date
             */
            starts: string;
            /** Store Id */
            store_id: string | null;
            /** Tokens */
            tokens: number | null;
            /** Unpriced Tokens */
            unpriced_tokens: number;
            /** Warn Share */
            warn_share: string;
            /** Warned At */
            warned_at: string | null;
        };
        /**
         * BudgetsShown
         * @description All budgets: the organization's first.
         */
        BudgetsShown: {
            /** Items */
            items: components["schemas"]["BudgetShown"][];
        };
        /**
         * By
         * @description What sums are grouped by.
         * @enum {string}
         */
        By: "day" | "store" | "assistant" | "model" | "purpose" | "duty" | "key" | "conversation";
        /**
         * CallShown
         * @description One call of a model. correction: the differences to a row of the same id that was written too early.
         */
        CallShown: {
            /** Assistant Id */
            assistant_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Cached Tokens */
            cached_tokens: number;
            /** Conversation Id */
            conversation_id: string | null;
            /** Correction */
            correction: boolean;
            /** Cost */
            cost: string | null;
            /** Currency */
            currency: string | null;
            /** Duty */
            duty: string;
            /** Endpoint */
            endpoint: string;
            /** Error */
            error: string | null;
            /** Estimated */
            estimated: boolean;
            /** First Seconds */
            first_seconds: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Key Id */
            key_id: string | null;
            /** Model */
            model: string;
            /** Outcome */
            outcome: string;
            /** Principal */
            principal: string | null;
            /** Provider */
            provider: string;
            /** Purpose */
            purpose: string;
            /** Reasoning Tokens */
            reasoning_tokens: number;
            /** Request Id */
            request_id: string | null;
            /** Saved */
            saved: string | null;
            /** Seconds */
            seconds: number | null;
            /** Store Id */
            store_id: string | null;
            /** Stored Tokens */
            stored_tokens: number;
            /** Tokens In */
            tokens_in: number;
            /** Tokens Out */
            tokens_out: number;
        };
        /**
         * CallsShown
         * @description Calls, the newest first.
         */
        CallsShown: {
            /** Items */
            items: components["schemas"]["CallShown"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * CanarySettings
         * @description A model that answers first for some conversations.
         */
        CanarySettings: {
            /** Model */
            model: string;
            /**
             * Most Failures
             * @default 0.2
             */
            most_failures: number;
            /** Share */
            share: number;
        };
        /**
         * Cause
         * @description Why a run was made.
         * @enum {string}
         */
        Cause: "demand" | "schedule" | "push" | "rollback";
        /**
         * ChatReply
         * @description A whole answer.
         */
        ChatReply: {
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            message: components["schemas"]["Message"];
            /**
             * Turn Id
             * Format: uuid
             */
            turn_id: string;
        };
        /**
         * Citation
         * @description Words quoted from a document, and where they stand.
         */
        Citation: {
            /** As Of */
            as_of: string | null;
            /** Document Id */
            document_id: string;
            /** End */
            end: number;
            /** Id */
            id: string;
            /** Mark */
            mark: number;
            /** Page */
            page: number | null;
            /** Quote */
            quote: string;
            /** Section */
            section: string[];
            /** Start */
            start: number;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * CitationPart
         * @description A mark in the text, with what it quotes.
         */
        CitationPart: {
            data: components["schemas"]["Citation"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-citation";
        };
        /**
         * CitedBeside
         * @description Another document in which the cited passage stands word for word, as when two sources bring the same page.
         */
        CitedBeside: {
            /** Document Id */
            document_id: string;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * CitedPassage
         * @description An opened citation: the words of the document's version that the answer used, whatever became of it since.
         */
        CitedPassage: {
            /** Also */
            also: components["schemas"]["CitedBeside"][];
            /** As Of */
            as_of: string;
            /** Document Id */
            document_id: string;
            /** Document Version Id */
            document_version_id: string;
            /** End */
            end: number;
            /** Id */
            id: string;
            /** Page */
            page: number | null;
            passage: components["schemas"]["Passage"];
            /** Quote */
            quote: string;
            /** Section */
            section: string[];
            /** Start */
            start: number;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * Clarify
         * @description A question back.
         */
        Clarify: {
            /** Options */
            options: string[];
            /** Question */
            question: string;
        };
        /**
         * ClarifyPart
         * @description A question back.
         */
        ClarifyPart: {
            data: components["schemas"]["Clarify"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-clarify";
        };
        /**
         * CodePicture
         * @description side: of the whole square with its quiet zone, in modules. path: the dark modules, one unit each (SVG 2, 9.3).
         */
        CodePicture: {
            /** Path */
            path: string;
            /** Side */
            side: number;
        };
        /**
         * ComparedProduct
         * @description A column of a comparison.
         */
        ComparedProduct: {
            /** Id */
            id: string;
            image: components["schemas"]["Picture"] | null;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * Comparison
         * @description Products side by side.
         */
        Comparison: {
            /** Products */
            products: components["schemas"]["ComparedProduct"][];
            /** Rows */
            rows: components["schemas"]["ComparisonLine"][];
        };
        /**
         * ComparisonLine
         * @description A row of a comparison, a value for each product.
         */
        ComparisonLine: {
            /** Citation Mark */
            citation_mark: number | null;
            /** Label */
            label: string;
            /** Values */
            values: components["schemas"]["ComparisonValue"][];
        };
        /**
         * ComparisonPart
         * @description A table.
         */
        ComparisonPart: {
            data: components["schemas"]["Comparison"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-comparison";
        };
        /**
         * ComparisonValue
         * @description What one product says in a row.
         */
        ComparisonValue: {
            /** Best */
            best: boolean;
            /** Note */
            note: string | null;
            /** Text */
            text: string;
        };
        CompatibleError: {
            error: {
                code: string;
                message: string;
                param: string | null;
                type: string;
            };
        };
        /**
         * ConnectedSource
         * @description A source, how it is read, and how it is. Never its credentials.
         */
        ConnectedSource: {
            /** At Once */
            at_once: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Credentials Set At */
            credentials_set_at: string | null;
            /** Has Credentials */
            has_credentials: boolean;
            health: components["schemas"]["SourceHealth"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Next Reconcile At */
            next_reconcile_at: string | null;
            /** Next Sync At */
            next_sync_at: string | null;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Per Second */
            per_second: number;
            /** Priority */
            priority: number;
            /** Reconcile */
            reconcile: string | null;
            /** Resources */
            resources: components["schemas"]["Resource"][];
            /** Rules */
            rules: unknown[];
            /** Schedule */
            schedule: string | null;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            state: components["schemas"]["ConnectionState"];
            /** Time Zone */
            time_zone: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Waits For */
            waits_for: string | null;
        };
        /**
         * ConnectionBody
         * @description A connection as it is made or changed.
         */
        ConnectionBody: {
            /**
             * Certificates
             * @default []
             */
            certificates: string[];
            /**
             * Client Id
             * @default
             */
            client_id: string;
            /**
             * Client Secret
             * @description Never shown again.
             */
            client_secret?: string | null;
            /**
             * Email Attribute
             * @default email
             */
            email_attribute: string;
            /**
             * Entity Id
             * @default
             */
            entity_id: string;
            /**
             * Issuer
             * @description Of an OpenID provider, as it writes it itself.
             * @default
             */
            issuer: string;
            kind: components["schemas"]["ConnectionKind"];
            /**
             * Metadata
             * @description Of a SAML identity provider: its metadata document, in place of the three fields below.
             */
            metadata?: string | null;
            /** Name */
            name: string;
            /**
             * Name Attribute
             * @default name
             */
            name_attribute: string;
            /**
             * @default {
             *       "groups_attribute": "groups",
             *       "rules": []
             *     }
             */
            roles: components["schemas"]["Roles"];
            /**
             * Sso Url
             * @default
             */
            sso_url: string;
            /**
             * Takes Unasked
             * @description Take SAML answers that nobody asked for here.
             * @default false
             */
            takes_unasked: boolean;
        };
        /**
         * ConnectionKind
         * @description What the identity provider speaks.
         * @enum {string}
         */
        ConnectionKind: "oidc" | "saml";
        /**
         * Connections
         * @description The organization's connections.
         */
        Connections: {
            /** Connections */
            connections: components["schemas"]["ConnectionShown"][];
        };
        /**
         * ConnectionShown
         * @description A connection without its secret, and what the identity provider has to know of us.
         */
        ConnectionShown: {
            /** Certificates */
            certificates: string[];
            /** Client Id */
            client_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Domains */
            domains: components["schemas"]["DomainShown"][];
            /** Email Attribute */
            email_attribute: string;
            /** Enabled */
            enabled: boolean;
            /** Entity Id */
            entity_id: string;
            /** Has Secret */
            has_secret: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issuer */
            issuer: string;
            kind: components["schemas"]["ConnectionKind"];
            /** Name */
            name: string;
            /** Name Attribute */
            name_attribute: string;
            /**
             * Our Acs
             * @description SAML: where answers are posted to.
             */
            our_acs: string;
            /**
             * Our Callback
             * @description OpenID: the redirect address to register.
             */
            our_callback: string;
            /**
             * Our Entity Id
             * @description SAML: what we are called, and where our metadata is.
             */
            our_entity_id: string;
            /** Required */
            required: boolean;
            roles: components["schemas"]["Roles"];
            /** Sso Url */
            sso_url: string;
            /** Takes Unasked */
            takes_unasked: boolean;
        };
        /**
         * ConnectionState
         * @description AWAITING_CONSENT: nobody has let Aisle in yet; nothing is read until somebody says yes in a browser.
         *
         *     BROKEN: the shop refuses the credentials, nothing is read until somebody gives others. REMOVED: on its way out.
         * @enum {string}
         */
        ConnectionState: "active" | "awaiting_consent" | "paused" | "broken" | "removed";
        /**
         * Consent
         * @description Whether a shopper has to agree before anything is stored, and to which words; None: the window's own.
         */
        Consent: {
            /**
             * Required
             * @default false
             */
            required: boolean;
            /** Text */
            text?: string | null;
        };
        /**
         * ConsentAddress
         * @description Where the browser of whoever lets Aisle in has to go.
         */
        ConsentAddress: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Location */
            location: string;
            /**
             * Redirect
             * @description Where it comes back to; the OAuth client has to allow exactly this address.
             */
            redirect: string;
        };
        /**
         * ConsideredModel
         * @description A model that was thought of. reason: why it was not asked, empty where it could be.
         */
        ConsideredModel: {
            /** Model */
            model: string;
            /** Reason */
            reason: string;
        };
        /**
         * Contact
         * @description How a shopper reaches a person of the store.
         */
        Contact: {
            /** Email */
            email?: string | null;
            /** Hours */
            hours?: string | null;
            /** Phone */
            phone?: string | null;
            /** Url */
            url?: string | null;
        };
        /**
         * ConversationPage
         * @description Conversations, the last spoken in first.
         */
        ConversationPage: {
            /** Items */
            items: components["schemas"]["ListedConversation"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ConversationSide
         * @description What stands beside a thread.
         */
        ConversationSide: {
            /** Consent */
            consent: {
                [key: string]: unknown;
            } | null;
            conversation: components["schemas"]["ListedConversation"];
            /**
             * Disclosed At
             * Format: date-time
             */
            disclosed_at: string;
            /** Draft */
            draft: string | null;
            /** Earlier */
            earlier: components["schemas"]["EarlierChat"][];
            /** Feedback */
            feedback: components["schemas"]["ShownFeedback"][];
            /** Notes */
            notes: components["schemas"]["Note"][];
            /** Presence */
            presence: components["schemas"]["Presence"][];
        };
        /**
         * CountedShare
         * @description A share with its counts. few: too few cases to tell a percentage of.
         */
        CountedShare: {
            /** Count */
            count: number;
            /** Few */
            few: boolean;
            /** Of */
            of: number;
            /** Share */
            share: number | null;
        };
        /**
         * Credentials
         * @description Who says to be who.
         */
        Credentials: {
            /** Email */
            email: string;
            /**
             * Keep
             * @description cookie: for pages of this server. tokens: for programs and phones, which keep them safe.
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "tokens";
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * CurrentSession
         * @description What a page that kept its token asks for when it is opened again: the store may look different by now.
         */
        CurrentSession: {
            assistant: components["schemas"]["AssistantLook"];
            /** Max Message Length */
            max_message_length: number;
            /** Retention Days */
            retention_days: number;
            /** Session Id */
            session_id: string | null;
            shopper: components["schemas"]["ShopperShown"] | null;
            store: components["schemas"]["StoreLook"];
        };
        /**
         * DataPart
         * @description A piece of an answer that is not text.
         */
        DataPart: components["schemas"]["FilterPart"] | components["schemas"]["RelaxedPart"] | components["schemas"]["CitationPart"] | components["schemas"]["FactPart"] | components["schemas"]["ProductPart"] | components["schemas"]["ComparisonPart"] | components["schemas"]["SuggestionPart"] | components["schemas"]["ClarifyPart"] | components["schemas"]["PersonPart"] | components["schemas"]["NoticePart"];
        /**
         * DayNumbers
         * @description The same of one day, without what cannot be added up.
         */
        DayNumbers: {
            /** Answered */
            answered: number;
            /** Answers */
            answers: number;
            /** Conversations */
            conversations: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Helpful */
            helpful: number;
            /** Rated */
            rated: number;
        };
        /**
         * DeadGroup
         * @description Dead letters of one kind and cause. sample: of the newest, with its payload masked.
         *
         *     done_since: how many of the kind went well after the last of them died: the cause may be gone.
         */
        DeadGroup: {
            /** Cause */
            cause: string;
            /** Count */
            count: number;
            /** Done Since */
            done_since: number;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Kind */
            kind: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Sample */
            sample: {
                [key: string]: unknown;
            };
            /**
             * Sample Id
             * Format: uuid
             */
            sample_id: string;
        };
        /**
         * DeadLetters
         * @description Dead letters by kind and cause.
         */
        DeadLetters: {
            /** Items */
            items: components["schemas"]["DeadGroup"][];
        };
        /**
         * DeliveryState
         * @description What became of a delivery. IGNORED: it means nothing to us. DEAD: it cannot be read.
         * @enum {string}
         */
        DeliveryState: "waiting" | "read" | "ignored" | "dead";
        /**
         * DetectedKind
         * @description A likely kind. certainty: 0 to 1. options: those that could be filled in. evidence: what showed it, in words.
         */
        DetectedKind: {
            /** Certainty */
            certainty: number;
            /** Evidence */
            evidence: string;
            /** Kind */
            kind: string;
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * DetectedKindList
         * @description Likely kinds, the likeliest first.
         */
        DetectedKindList: {
            /** Items */
            items: components["schemas"]["DetectedKind"][];
        };
        /**
         * Disclosure
         * @description That the shopper was told that a machine answers: when, in which version of the words, in which language.
         */
        Disclosure: {
            /** At */
            at: string;
            /** Language */
            language: string;
            /** Version */
            version: string;
        };
        /**
         * DismissedProblems
         * @description How many problems were closed.
         */
        DismissedProblems: {
            /** Dismissed */
            dismissed: number;
        };
        /**
         * DocumentState
         * @description What happens to a document. While a newer version waits or is read, the published one goes on answering.
         *
         *     HELD: it came with a sync that is not live yet, or left with one that can be taken back.
         * @enum {string}
         */
        DocumentState: "queued" | "reading" | "indexing" | "ready" | "failed" | "held" | "deleted";
        /**
         * DomainBody
         * @description A domain of e-mail addresses.
         */
        DomainBody: {
            /** Domain */
            domain: string;
        };
        /**
         * DomainShown
         * @description A domain, and what proves it.
         */
        DomainShown: {
            /** Domain */
            domain: string;
            /**
             * File
             * @description Or a file that holds it.
             */
            file: string;
            /** Proof */
            proof: string;
            /**
             * Record
             * @description Where a TXT record with the proof is looked for.
             */
            record: string;
            /** Verified At */
            verified_at: string | null;
        };
        /**
         * Duty
         * @description What a try is made for: its answer is handed on, compared, one of several, or a choice among several.
         * @enum {string}
         */
        Duty: "answer" | "shadow" | "vote" | "referee";
        /**
         * EarlierChat
         * @description Another conversation of the same shopper.
         */
        EarlierChat: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
        };
        /**
         * Ended
         * @description The answer is whole, or was stopped. reason: its process ended before it.
         */
        Ended: {
            /**
             * Reason
             * @default
             * @enum {string}
             */
            reason: "interrupted" | "";
            /**
             * Type
             * @enum {string}
             */
            type: "finish" | "abort";
        };
        /**
         * EndedLogins
         * @description How many sign-ins ended.
         */
        EndedLogins: {
            /** Ended */
            ended: number;
        };
        /**
         * EnsembleSettings
         * @description Several models that are all asked, one of whose answers is taken.
         */
        EnsembleSettings: {
            /** Judge */
            judge?: string | null;
            /** Models */
            models: string[];
            /**
             * Settle
             * @default vote
             * @enum {string}
             */
            settle: "vote" | "middle" | "judge";
        };
        /**
         * EnteredOrganization
         * @description Where the sign-in acts now. Programs go on with this access token; browsers got a new cookie.
         */
        EnteredOrganization: {
            /** Access Token */
            access_token: string | null;
            /**
             * Organization Id
             * Format: uuid
             */
            organization_id: string;
        };
        /**
         * ErasedShopper
         * @description How much was erased.
         */
        ErasedShopper: {
            /** Conversations */
            conversations: number;
            /** Sessions */
            sessions: number;
            /** Shoppers */
            shoppers: number;
        };
        /**
         * ErrorEvent
         * @description The answer stopped halfway.
         */
        ErrorEvent: {
            /** Errortext */
            errorText: string;
            /**
             * Type
             * @constant
             */
            type: "error";
        };
        /**
         * ExportList
         * @description One's own exports, the newest first.
         */
        ExportList: {
            /** Items */
            items: components["schemas"]["ShownExport"][];
        };
        /**
         * ExportState
         * @description How far it is.
         * @enum {string}
         */
        ExportState: "packing" | "ready" | "failed";
        /**
         * FactNow
         * @description A price or stock inside a sentence, as it is now.
         */
        FactNow: {
            /** As Of */
            as_of: string | null;
            /** Fact */
            fact: string;
            /** Product Id */
            product_id: string;
            /** Text */
            text: string;
            /** Variant Id */
            variant_id: string | null;
        };
        /**
         * FactorAdded
         * @description A factor that works now. recovery_codes: shown this once, with the first factor.
         */
        FactorAdded: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * FactorKind
         * @description An authenticator app (RFC 6238), or a passkey (WebAuthn).
         * @enum {string}
         */
        FactorKind: "totp" | "passkey";
        /**
         * FactorShown
         * @description A factor without what it proves with.
         */
        FactorShown: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["FactorKind"];
            /** Name */
            name: string;
            /** Used At */
            used_at: string | null;
        };
        /**
         * FactorsShown
         * @description What is set up.
         */
        FactorsShown: {
            /** Items */
            items: components["schemas"]["FactorShown"][];
            /** Recovery Codes Left */
            recovery_codes_left: number;
        };
        /**
         * FactPart
         * @description A price or stock that the text says.
         */
        FactPart: {
            data: components["schemas"]["FactNow"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-fact";
        };
        /**
         * FeedbackPage
         * @description What shoppers thought, the newest first, with counts of all.
         */
        FeedbackPage: {
            /** Counts */
            counts: {
                [key: string]: components["schemas"]["RatingCounts"];
            };
            /** Items */
            items: components["schemas"]["ShownFeedback"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * Filter
         * @description A limit that was read out of the shopper's words; sent back as it came, it holds again.
         */
        Filter: {
            /**
             * End
             * @default 0
             */
            end: number;
            /** Field */
            field: string;
            /**
             * Id
             * @default
             */
            id: string;
            /**
             * Near
             * @default false
             */
            near: boolean;
            /**
             * Only
             * @default false
             */
            only: boolean;
            op: components["schemas"]["FilterOp"];
            /**
             * Start
             * @default 0
             */
            start: number;
            /**
             * Synonym
             * @default
             */
            synonym: string;
            /** Text */
            text: string;
            /** Value */
            value: string | string[];
            /**
             * Words
             * @default
             */
            words: string;
        };
        /**
         * FilterOp
         * @description How the values of a filter are compared.
         * @enum {string}
         */
        FilterOp: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
        /**
         * FilterPart
         * @description A limit that was read.
         */
        FilterPart: {
            data: components["schemas"]["Filter"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-filter";
        };
        /**
         * FindingState
         * @description Open, ignored by a person with a reason, or fixed: the last run did not meet it any more.
         * @enum {string}
         */
        FindingState: "open" | "ignored" | "fixed";
        /**
         * FirebaseToken
         * @description What an app got from Firebase.
         */
        FirebaseToken: {
            /**
             * Id Token
             * Format: password
             */
            id_token: string;
            /**
             * Keep
             * @description cookie: for pages of this server. tokens: for programs and phones, which keep them safe.
             * @default tokens
             * @enum {string}
             */
            keep: "cookie" | "tokens";
        };
        /**
         * FirstWords
         * @description How soon answers had first words, in milliseconds.
         */
        FirstWords: {
            /** P50 */
            p50: number | null;
            /** P95 */
            p95: number | null;
        };
        /**
         * FollowedRun
         * @description A run with its counts so far, its progress and the difference that it would make.
         */
        FollowedRun: {
            /** Asked */
            asked: ("pause" | "stop") | null;
            cause: components["schemas"]["Cause"];
            /** Code */
            code: string | null;
            /** Counts */
            counts: {
                [key: string]: components["schemas"]["RunCounts"];
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Detail */
            detail: string | null;
            difference: components["schemas"]["RunDifference"] | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Job Id */
            job_id: string | null;
            mode: components["schemas"]["Mode"];
            progress: components["schemas"]["Progress"];
            /** Resources */
            resources: components["schemas"]["Resource"][];
            /**
             * Source Id
             * Format: uuid
             */
            source_id: string;
            /** Stage */
            stage: string | null;
            /** Staged At */
            staged_at: string | null;
            /** Started At */
            started_at: string | null;
            state: components["schemas"]["RunState"];
            /** Undoes */
            undoes: string | null;
        };
        /**
         * Forgotten
         * @description Whose password is gone.
         */
        Forgotten: {
            /** Email */
            email: string;
        };
        /**
         * GivenRole
         * @description A role at a place. Without `store_id` it holds in the whole organization.
         */
        GivenRole: {
            /** Role */
            role: string | null;
            /** Role Id */
            role_id: string | null;
            /** Store Id */
            store_id: string | null;
        };
        /**
         * Going
         * @description Where the browser has to go now.
         */
        Going: {
            /** Location */
            location: string;
        };
        /**
         * Health
         * @description NEW: never read whole. LATE: the shop did not answer, or asked for a rest. FAILING: somebody has to do something.
         * @enum {string}
         */
        Health: "new" | "well" | "late" | "failing";
        /**
         * HealthState
         * @description unknown: nobody asked it lately. ok: it answered last. troubled: its last try failed. resting: it is left alone.
         * @enum {string}
         */
        HealthState: "unknown" | "ok" | "troubled" | "resting";
        /**
         * HomeCost
         * @description What models took in one currency.
         */
        HomeCost: {
            /** Per Conversation */
            per_conversation: string | null;
            /** Total */
            total: string;
        };
        /**
         * HomeNumbers
         * @description What happened in a span. cost: by currency; null for who may not see it.
         */
        HomeNumbers: {
            answered: components["schemas"]["CountedShare"];
            /** Answers */
            answers: number;
            /** Conversations */
            conversations: number;
            /** Cost */
            cost: {
                [key: string]: components["schemas"]["HomeCost"];
            } | null;
            first_words_ms: components["schemas"]["FirstWords"];
            helpful: components["schemas"]["CountedShare"];
        };
        /**
         * HomePage
         * @description A store's first page.
         */
        HomePage: {
            before: components["schemas"]["HomeNumbers"] | null;
            /** Changes */
            changes: {
                [key: string]: unknown;
            }[] | null;
            /** Days */
            days: components["schemas"]["DayNumbers"][];
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /** Needs */
            needs: components["schemas"]["Need"][];
            now: components["schemas"]["HomeNumbers"];
            /** Open Chats */
            open_chats: number | null;
            /** Running Chats */
            running_chats: number | null;
        };
        /**
         * Identities
         * @description The linked accounts.
         */
        Identities: {
            /** Identities */
            identities: components["schemas"]["IdentityShown"][];
        };
        /**
         * IdentityShown
         * @description One linked account.
         */
        IdentityShown: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Provider
             * @description Its name in the settings, or the id of an organization's single sign-on.
             */
            provider: string;
            /** Used At */
            used_at: string | null;
        };
        /**
         * InboxState
         * @description Which conversations: those in work, those put away, or one whose answer is being written.
         * @enum {string}
         */
        InboxState: "open" | "archived" | "running";
        /**
         * KeptSession
         * @description A session, with what was agreed to before it.
         */
        KeptSession: {
            /** Consent */
            consent: {
                [key: string]: unknown;
            } | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * KeyMade
         * @description A new key. The id is what tokens name as `kid`; the secret is shown this once.
         */
        KeyMade: {
            algorithm: components["schemas"]["Algorithm"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Secret */
            secret: string | null;
        };
        /**
         * Keys
         * @description What becomes of the keys of a member who is removed.
         * @enum {string}
         */
        Keys: "end" | "adopt";
        /**
         * KeyShown
         * @description A key without its secret.
         */
        KeyShown: {
            algorithm: components["schemas"]["Algorithm"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Public Key */
            public_key: string | null;
            /** Revoked At */
            revoked_at: string | null;
        };
        /**
         * KeysShown
         * @description The newest hundred, newest first.
         */
        KeysShown: {
            /** Items */
            items: components["schemas"]["KeyShown"][];
        };
        /**
         * KindConsent
         * @description What a person is asked to say yes to, in a browser.
         */
        KindConsent: {
            /** Scopes */
            scopes: string[];
        };
        /**
         * KindForm
         * @description JSON Schemas of what a kind is connected with.
         */
        KindForm: {
            /** Credentials */
            credentials: {
                [key: string]: unknown;
            };
            /** Options */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * KindResource
         * @description How changes of a resource are found.
         */
        KindResource: {
            /** Delta */
            delta: string;
            /** Lists Ids */
            lists_ids: boolean;
            /** Overlap Seconds */
            overlap_seconds: number;
            /** Silent */
            silent: string[];
        };
        /**
         * Lack
         * @description What a product lacks.
         * @enum {string}
         */
        Lack: "no_image" | "no_price" | "no_category" | "no_attributes" | "thin_text" | "unreadable_image";
        /**
         * LastRun
         * @description A source's newest run. records: read so far; total: about how many there will be, null while nobody knows.
         */
        LastRun: {
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Records */
            records: number;
            state: components["schemas"]["RunState"];
            /** Total */
            total: number | null;
        };
        /**
         * Launcher
         * @description The closed window. label: None for the window's own words in the shopper's language.
         */
        Launcher: {
            /** Hidden Paths */
            hidden_paths: string[];
            /** Label */
            label: string | null;
            /** Offset X */
            offset_x: number;
            /** Offset Y */
            offset_y: number;
            /**
             * Position
             * @enum {string}
             */
            position: "start" | "end";
            /** Z Index */
            z_index: number;
        };
        /**
         * Link
         * @description What the link of a mail says.
         */
        Link: {
            /**
             * Token
             * Format: password
             * @description What stands behind # in the link.
             */
            token: string;
        };
        /**
         * LinkWish
         * @description Where to go once it is linked.
         */
        LinkWish: {
            /** Next */
            next?: string | null;
        };
        /**
         * ListedConversation
         * @description A conversation in a list. question: the last one. known: somebody proved who the shopper is.
         *
         *     photos: how many the shopper sent. matches: messages that fit the words that were looked for.
         */
        ListedConversation: {
            /** Archived At */
            archived_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Improve */
            improve: boolean;
            /** Known */
            known: boolean;
            /** Labels */
            labels: string[];
            /** Language */
            language: string | null;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Market */
            market: string | null;
            /**
             * Matches
             * @default []
             */
            matches: components["schemas"]["Match"][];
            /** Notes */
            notes: number;
            outcome: components["schemas"]["Outcome"] | null;
            /** Page */
            page: string | null;
            /** Photos */
            photos: number;
            /** Question */
            question: string;
            /** Ratings */
            ratings: {
                [key: string]: number;
            };
            /** Running */
            running: boolean;
            /** Trouble */
            trouble: boolean;
            /** Turns */
            turns: number;
        };
        /**
         * ListedKey
         * @description A key without its secret. `stores`: ids; empty for the whole organization.
         */
        ListedKey: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Made By */
            made_by: string | null;
            /** Made By Key */
            made_by_key: string | null;
            /** Name */
            name: string;
            /** Origins */
            origins: string[];
            /** Prefix */
            prefix: string;
            /** Replaced By */
            replaced_by: string | null;
            /** Scopes */
            scopes: string[];
            /** State */
            state: string;
            /** Stores */
            stores: string[];
        };
        /**
         * ListedSource
         * @description A source in a list. holds: live records by resource. problems: those that are open.
         */
        ListedSource: {
            /** At Once */
            at_once: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Credentials Set At */
            credentials_set_at: string | null;
            /** Has Credentials */
            has_credentials: boolean;
            health: components["schemas"]["SourceHealth"];
            /** Holds */
            holds: {
                [key: string]: number;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            last_run: components["schemas"]["LastRun"] | null;
            /** Name */
            name: string;
            /** Next Reconcile At */
            next_reconcile_at: string | null;
            /** Next Sync At */
            next_sync_at: string | null;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Per Second */
            per_second: number;
            /** Priority */
            priority: number;
            /** Problems */
            problems: number;
            /** Reconcile */
            reconcile: string | null;
            /** Resources */
            resources: components["schemas"]["Resource"][];
            /** Rules */
            rules: unknown[];
            /** Schedule */
            schedule: string | null;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
            state: components["schemas"]["ConnectionState"];
            /** Time Zone */
            time_zone: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Waits For */
            waits_for: string | null;
        };
        /**
         * LiveWidget
         * @description The release that shoppers see; number 0 before the first.
         */
        LiveWidget: {
            /** Number */
            number: number;
            settings: components["schemas"]["WidgetSettings"];
        };
        /**
         * LocalKind
         * @description What a model does.
         * @enum {string}
         */
        LocalKind: "embedder" | "reranker";
        /**
         * LocalModelShown
         * @description A version in the registry, as the process that answers has it.
         */
        LocalModelShown: {
            /** Dimensions */
            dimensions: number | null;
            kind: components["schemas"]["LocalKind"] | null;
            /**
             * Known As
             * @description As recipes of indexes and lists of rerankers name it.
             */
            known_as: string | null;
            /** Licence */
            licence: string | null;
            /** Name */
            name: string;
            /**
             * Reason
             * @description Why it cannot be loaded.
             */
            reason: string | null;
            /**
             * Sha256
             * @description Of its graph and weights.
             */
            sha256: string | null;
            state: components["schemas"]["LocalState"];
            /** Version */
            version: string;
            /**
             * Wanted
             * @description Whether every process shall load it.
             */
            wanted: boolean;
        };
        /**
         * LocalModelsShown
         * @description The registry.
         */
        LocalModelsShown: {
            /** Items */
            items: components["schemas"]["LocalModelShown"][];
        };
        /**
         * LocalState
         * @description available: it could be loaded. loaded: it is, in this process. damaged: it cannot be; the reason is said.
         * @enum {string}
         */
        LocalState: "available" | "loaded" | "damaged";
        /**
         * LoginItem
         * @description One sign-in on one device.
         */
        LoginItem: {
            /** Address */
            address: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /**
             * Device
             * @description As the program calls itself, in words.
             */
            device: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @description browser or token
             */
            kind: string;
            /** Methods */
            methods: string[];
            /** Program */
            program: string;
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
        };
        /**
         * LoginList
         * @description The latest seen first.
         */
        LoginList: {
            /** Items */
            items: components["schemas"]["LoginItem"][];
        };
        /**
         * LoginShown
         * @description The sign-in that the request came with.
         */
        LoginShown: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Methods */
            methods: string[];
            /**
             * Verified At
             * Format: date-time
             */
            verified_at: string;
        };
        /**
         * MadeKey
         * @description A new key; `key` is shown this once.
         */
        MadeKey: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Key */
            key: string;
            /** Kind */
            kind: string;
        };
        /**
         * Match
         * @description A message that has something of what was looked for. text: the words around; marks: places in it, from and to.
         */
        Match: {
            /** Marks */
            marks: number[][];
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /** Role */
            role: string;
            /** Text */
            text: string;
        };
        /**
         * MemberLoginList
         * @description The latest seen first.
         */
        MemberLoginList: {
            /** Items */
            items: components["schemas"]["ShownMemberLogin"][];
        };
        /**
         * Message
         * @description A message of a conversation.
         */
        Message: {
            /** Created At */
            created_at: string;
            /** Id */
            id: string;
            metadata: components["schemas"]["Metadata"];
            /** Parts */
            parts: components["schemas"]["MessagePart"][];
            /**
             * Role
             * @enum {string}
             */
            role: "user" | "assistant";
            /** @default null */
            siblings: components["schemas"]["Siblings"] | null;
            state: components["schemas"]["TurnState"];
            /** Text */
            text: string;
            /** Turn Id */
            turn_id: string;
        };
        /**
         * MessagePage
         * @description Messages, the oldest first.
         */
        MessagePage: {
            disclosure: components["schemas"]["Disclosure"];
            /** Items */
            items: components["schemas"]["Message"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Running Turn Id */
            running_turn_id: string | null;
        };
        /**
         * MessagePart
         * @description A piece of a message, in reading order.
         */
        MessagePart: components["schemas"]["TextPart"] | components["schemas"]["PhotoPart"] | components["schemas"]["DataPart"];
        /**
         * Metadata
         * @description How sure an answer is and who wrote it; nothing is said of a shopper's message.
         */
        Metadata: {
            /**
             * Abstained
             * @default false
             */
            abstained: boolean;
            /**
             * Broken Off
             * @default false
             */
            broken_off: boolean;
            /**
             * Confidence
             * @default null
             */
            confidence: number | null;
            /**
             * Label
             * @default null
             */
            label: string | null;
            /**
             * Quoted Because
             * @default null
             */
            quoted_because: string | null;
            /**
             * Reasons
             * @default []
             */
            reasons: string[];
            /**
             * Release
             * @default 0
             */
            release: number;
            /**
             * Usage
             * @default []
             */
            usage: components["schemas"]["Usage"][];
            /**
             * Writer
             * @default
             */
            writer: string;
        };
        /**
         * MetadataEvent
         * @description How sure the answer is.
         */
        MetadataEvent: {
            messageMetadata: components["schemas"]["StreamedMetadata"];
            /**
             * Type
             * @constant
             */
            type: "message-metadata";
        };
        /**
         * Mode
         * @description How much a run reads.
         *
         *     FULL: everything, what was not met is gone. INCREMENTAL: what changed since the marks. RECONCILE: what changed, and then
         *     which ids there are, or everything where changes are silent. PUSH: what an event named. ROLLBACK: nothing, it takes a run back.
         *     REMOVAL: nothing, its source is going and takes everything along; it goes live whatever the difference is.
         * @enum {string}
         */
        Mode: "full" | "incremental" | "reconcile" | "push" | "rollback" | "removal";
        /**
         * ModelAbilities
         * @description What is known that it can and cannot do; of others nothing is known, and they are tried.
         */
        ModelAbilities: {
            /** Can */
            can: components["schemas"]["Ability"][];
            /** Cannot */
            cannot: components["schemas"]["Ability"][];
        };
        /**
         * ModelHealth
         * @description How it is in the process that answered this.
         */
        ModelHealth: {
            /** In Flight */
            in_flight: number;
            /** Rest Seconds */
            rest_seconds: number;
            state: components["schemas"]["HealthState"];
            trouble: components["schemas"]["ModelTrouble"] | null;
        };
        /**
         * ModelKind
         * @description What a model does.
         * @enum {string}
         */
        ModelKind: "chat" | "embedder" | "reranker" | "writer";
        /**
         * ModelLatency
         * @description Of the newest answers within the window, in the process that answered this.
         */
        ModelLatency: {
            /** Answers */
            answers: number;
            first_piece: components["schemas"]["SecondsSpread"] | null;
            /** First Piece Moving Average */
            first_piece_moving_average: number | null;
            total: components["schemas"]["SecondsSpread"] | null;
            /** Window Seconds */
            window_seconds: number;
        };
        /**
         * ModelPrice
         * @description What a million tokens cost, from one day (UTC) to another that is not within, for prompts of a size.
         */
        ModelPrice: {
            /** Above Tokens */
            above_tokens: number;
            /** Cached Read */
            cached_read: string | null;
            /** Cached Write */
            cached_write: string | null;
            /** Currency */
            currency: string;
            /** Input */
            input: string;
            /** Output */
            output: string;
            /** Reasoning */
            reasoning: string | null;
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * Source
             * @description Who says so, and when it was read.
             */
            source: string;
            /** Until */
            until: string | null;
            /** Up To Tokens */
            up_to_tokens: number | null;
        };
        /**
         * ModelShown
         * @description A model that the caller's organization can use.
         */
        ModelShown: {
            abilities: components["schemas"]["ModelAbilities"];
            /**
             * Called
             * @description As its provider calls it.
             */
            called: string;
            /** Context Tokens */
            context_tokens: number | null;
            /** Dimensions */
            dimensions: number | null;
            health: components["schemas"]["ModelHealth"];
            /**
             * Hidden
             * @description An own model whose name a model of the installation has.
             */
            hidden: boolean;
            /** Id */
            id: string;
            kind: components["schemas"]["ModelKind"];
            /**
             * Known
             * @description Whether its row in the catalogue is its own, and not its family's or none.
             */
            known: boolean;
            /** Languages */
            languages: string[];
            latency: components["schemas"]["ModelLatency"];
            /** Most Output Tokens */
            most_output_tokens: number | null;
            owner: components["schemas"]["Owner"];
            /** @description Of today, for small prompts; null where it is not known. */
            price: components["schemas"]["ModelPrice"] | null;
            /** Prices */
            prices: components["schemas"]["ModelPrice"][];
            /**
             * Provider
             * @description “local” runs here; “other” is an address of the operator's own.
             */
            provider: string;
            /**
             * Provider Id
             * @description Of a provider of the organization's own.
             */
            provider_id: string | null;
            /**
             * Usual
             * @description Whether it is taken where nothing is chosen.
             */
            usual: boolean;
            weights: components["schemas"]["ModelWeights"] | null;
        };
        /**
         * ModelsShown
         * @description All of them.
         */
        ModelsShown: {
            /** Items */
            items: components["schemas"]["ModelShown"][];
        };
        /**
         * ModelTrouble
         * @description The code of what went wrong with the last try; the list of errors says what it means.
         */
        ModelTrouble: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string;
        };
        /**
         * ModelWeights
         * @description The files of a model that runs in the process itself.
         */
        ModelWeights: {
            /** Licence */
            licence: string;
            /** Sha256 */
            sha256: string;
            /** Version */
            version: string;
        };
        /**
         * MoneySpent
         * @description Of one currency. saved: what answers that were given again would have cost.
         */
        MoneySpent: {
            /** Cost */
            cost: string;
            /** Currency */
            currency: string;
            /** Saved */
            saved: string;
        };
        /**
         * Need
         * @description Something that waits for a person.
         *
         *     kind: a stable code. shoppers: how many of the last 28 days it concerns. count: how many there are of it. what: its
         *     words and ids, as data.
         */
        Need: {
            /** Count */
            count: number;
            /** Kind */
            kind: string;
            /** Shoppers */
            shoppers: number;
            /** Since */
            since: string | null;
            /** What */
            what: {
                [key: string]: unknown;
            };
        };
        /**
         * NewAccount
         * @description Somebody new.
         */
        NewAccount: {
            /** Email */
            email: string;
            /**
             * Keep
             * @description cookie: for pages of this server. tokens: for programs and phones, which keep them safe.
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "tokens";
            /**
             * Language
             * @default en
             */
            language: string;
            /** Name */
            name: string;
            /**
             * Organization
             * @description Name of an organization to found; its founder is its owner.
             */
            organization?: string | null;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * NewEmail
         * @description Another address.
         */
        NewEmail: {
            /** Email */
            email: string;
        };
        /**
         * NewOrganizationId
         * @description The organization that was founded.
         */
        NewOrganizationId: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * NewPhoto
         * @description A photo that may be sent with a message, by its id. Sizes in points, after shrinking.
         */
        NewPhoto: {
            /** Height */
            height: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Width */
            width: number;
        };
        /**
         * NewSession
         * @description A shopper's token; keep it in the page's own storage.
         */
        NewSession: {
            assistant: components["schemas"]["AssistantLook"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Max Message Length */
            max_message_length: number;
            /** Retention Days */
            retention_days: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            store: components["schemas"]["StoreLook"];
            /** Token */
            token: string;
        };
        /**
         * NewTokens
         * @description A new access token, and what to refresh with the next time.
         */
        NewTokens: {
            /** Access Token */
            access_token: string;
            /** Expires In */
            expires_in: number;
            /**
             * Refresh Token
             * @description Takes the place of the one sent. Null: that one was sent twice; keep the answer to the first.
             */
            refresh_token: string | null;
        };
        /**
         * Note
         * @description What somebody of the staff noted. author: the kind and the id of a credential; author_name: while they are known.
         */
        Note: {
            /** Author */
            author: string;
            /** Author Name */
            author_name?: string | null;
            /** Body */
            body: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Edited At */
            edited_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * Notice
         * @description Something that the shopper must know beside the answer.
         */
        Notice: {
            /**
             * Code
             * @constant
             */
            code: "card_number_masked";
            /** Text */
            text: string;
        };
        /**
         * NoticePage
         * @description What is told, the newest first, and how many of all are not read.
         */
        NoticePage: {
            /** Items */
            items: components["schemas"]["ToldNotice"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Unread */
            unread: number;
        };
        /**
         * NoticePart
         * @description Something that the shopper must know.
         */
        NoticePart: {
            data: components["schemas"]["Notice"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-notice";
        };
        /**
         * Nudge
         * @description One short line beside the closed window. It is off unless it is set; at most one is shown in a visit.
         *
         *     event: of the page, such as `size-guide`; None shows it after the seconds alone.
         */
        Nudge: {
            /**
             * After Seconds
             * @default 20
             */
            after_seconds: number;
            /** Event */
            event?: string | null;
            /**
             * Paths
             * @default []
             */
            paths: string[];
            /** Text */
            text: string;
        };
        /**
         * Of
         * @description What a rule counts.
         * @enum {string}
         */
        Of: "requests" | "tokens";
        /**
         * Options
         * @description What a browser hands to an authenticator; it holds for five minutes and one answer.
         */
        Options: {
            /**
             * Public Key
             * @description For PublicKeyCredential.parse…OptionsFromJSON.
             */
            public_key: {
                [key: string]: unknown;
            };
        };
        /**
         * OrganizationShown
         * @description An organization that the person can enter.
         */
        OrganizationShown: {
            /** Current */
            current: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Rights */
            rights: components["schemas"]["Rights"][];
        };
        /**
         * Outcome
         * @description What came of the last question of a conversation.
         * @enum {string}
         */
        Outcome: "answered" | "abstained" | "clarified" | "stopped" | "failed";
        /**
         * Owner
         * @description Who brought it.
         * @enum {string}
         */
        Owner: "installation" | "organization";
        /**
         * OwnModelShown
         * @description A model of a provider, as it was sent.
         */
        OwnModelShown: {
            /** Called */
            called: string;
            /** Can */
            can: components["schemas"]["Ability"][];
            /** Cannot */
            cannot: components["schemas"]["Ability"][];
            /** Context Tokens */
            context_tokens: number | null;
            /**
             * Dimensions
             * @description Of its vectors, where it embeds.
             */
            dimensions: number | null;
            /** Most Output Tokens */
            most_output_tokens: number | null;
            /** Name */
            name: string;
            price: components["schemas"]["OwnPriceShown"] | null;
            /** Shadows */
            shadows: boolean;
        };
        /**
         * OwnPriceShown
         * @description What a million tokens cost, as the organization says.
         */
        OwnPriceShown: {
            /** Cached Read */
            cached_read: string | null;
            /** Cached Write */
            cached_write: string | null;
            /** Currency */
            currency: string;
            /** Input */
            input: string;
            /** Output */
            output: string;
            /** Reasoning */
            reasoning: string | null;
        };
        /**
         * PaletteSwatch
         * @description A colour of the window, and how it reads on the worst ground that it meets; `needed` by WCAG 2.
         */
        PaletteSwatch: {
            /** Color */
            color: string;
            /** Name */
            name: string;
            /** Needed */
            needed: number | null;
            /** On */
            on: string;
            /** Ratio */
            ratio: number;
        };
        /**
         * PartProgress
         * @description How far a resource is. total: about; None: the shop does not say. seconds_left: None: nobody knows.
         */
        PartProgress: {
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Last Items */
            last_items: string[];
            /** Pages */
            pages: number;
            /** Per Second */
            per_second: number | null;
            /** Records */
            records: number;
            /** Resource */
            resource: string;
            /** Seconds Left */
            seconds_left: number | null;
            /** Stage */
            stage: string;
            /** Total */
            total: number | null;
            /** Whole */
            whole: boolean;
        };
        /**
         * Passage
         * @description Quoted words' surroundings.
         */
        Passage: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** Text */
            text: string;
        };
        /**
         * PasswordAgain
         * @description That it is still the same person.
         */
        PasswordAgain: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * PasswordChange
         * @description The present password, and another.
         */
        PasswordChange: {
            /**
             * Current Password
             * @description Needed of who has one.
             */
            current_password?: string | null;
            /**
             * New Password
             * Format: password
             */
            new_password: string;
        };
        /**
         * PausedKind
         * @description A kind that rests, since when, and who said so.
         */
        PausedKind: {
            /** Kind */
            kind: string;
            /**
             * Paused At
             * Format: date-time
             */
            paused_at: string;
            /** Paused By */
            paused_by: string;
        };
        /**
         * PausedKinds
         * @description Kinds of jobs that rest in the store.
         */
        PausedKinds: {
            /** Items */
            items: components["schemas"]["PausedKind"][];
        };
        /**
         * Per
         * @description Whom a rule limits, each for themselves.
         * @enum {string}
         */
        Per: "key" | "user" | "address" | "store" | "organization";
        /**
         * Period
         * @description Whole days of UTC, the present one among them.
         * @enum {string}
         */
        Period: "1d" | "7d" | "28d";
        /**
         * Person
         * @description How to reach a person of the store.
         */
        Person: {
            contact: components["schemas"]["Contact"];
        };
        /**
         * PersonPart
         * @description An offer to reach a person.
         */
        PersonPart: {
            data: components["schemas"]["Person"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-person";
        };
        /**
         * PersonShown
         * @description A person as they see themselves.
         */
        PersonShown: {
            /** Email */
            email: string;
            /** Email Confirmed */
            email_confirmed: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Language */
            language: string;
            /** Name */
            name: string;
        };
        /**
         * PhotoPart
         * @description A photo that came with a shopper's message.
         */
        PhotoPart: {
            data: components["schemas"]["SentPhoto"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-photo";
        };
        /**
         * Picture
         * @description A product's picture.
         */
        Picture: {
            /** Alt */
            alt: string;
            /** Url */
            url: string;
        };
        /**
         * Presence
         * @description Somebody who is looking, until it ends unless it is said again.
         */
        Presence: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Name */
            name?: string | null;
            /** Typing */
            typing: boolean;
            /** Who */
            who: string;
        };
        /**
         * PresentStaff
         * @description Who is looking.
         */
        PresentStaff: {
            /** Items */
            items: components["schemas"]["Presence"][];
        };
        /**
         * Price
         * @description An amount, for programs and as people read it.
         */
        Price: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
            /** Text */
            text: string;
        };
        /**
         * Problem
         * @description A refusal as RFC 9457 has it.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Request Id
             * @description Also in the header X-Request-Id, and in the log of the server.
             */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * ProblemCause
         * @description Open problems of one cause. example: the shop's id of one of the records.
         */
        ProblemCause: {
            /** Action */
            action: string;
            /** Code */
            code: string;
            /** Count */
            count: number;
            /** Example */
            example: string | null;
            /** Field */
            field: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Reason */
            reason: string;
            resource: components["schemas"]["Resource"];
        };
        /**
         * ProblemPage
         * @description Open problems of a source by cause and one by one, the newest first.
         */
        ProblemPage: {
            /** Causes */
            causes: components["schemas"]["ProblemCause"][];
            /** Items */
            items: components["schemas"]["SourceProblem"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ProductCard
         * @description A product that answers, with price and stock as they are now.
         */
        ProductCard: {
            /** As Of */
            as_of: string;
            compare_at: components["schemas"]["Price"] | null;
            /** Handle */
            handle: string;
            /** Id */
            id: string;
            image: components["schemas"]["Picture"] | null;
            /** In Stock */
            in_stock: boolean | null;
            price: components["schemas"]["Price"] | null;
            /** Price From */
            price_from: boolean;
            /** Reason */
            reason: string;
            /**
             * Reason Tone
             * @enum {string}
             */
            reason_tone: "good" | "plain" | "warn";
            /**
             * Stock State
             * @enum {string}
             */
            stock_state: "in" | "low" | "out" | "unknown";
            /** Stock Text */
            stock_text: string;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
            was: components["schemas"]["Was"] | null;
        };
        /**
         * ProductPart
         * @description A product card.
         */
        ProductPart: {
            data: components["schemas"]["ProductCard"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-product";
        };
        /**
         * ProductQuality
         * @description A product with what it lacks.
         *
         *     Attributes:
         *         shown: Conversations of the last 28 days in which it was shown.
         *         sources: Names of the connected sources that have it; none: it was imported.
         *         source_changed: A source says something else where the merchant speaks in its place.
         */
        ProductQuality: {
            /** Handle */
            handle: string;
            /** Lacks */
            lacks: components["schemas"]["Lack"][];
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /** Shown */
            shown: number;
            /** Source Changed */
            source_changed: boolean;
            /** Sources */
            sources: string[];
            /** Title */
            title: string;
        };
        /**
         * ProfileChange
         * @description What is left out stays.
         */
        ProfileChange: {
            /** Language */
            language?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * Progress
         * @description How far a run is.
         */
        Progress: {
            /** Parts */
            parts: components["schemas"]["PartProgress"][];
            /** Per Second */
            per_second: number | null;
            /** Records */
            records: number;
            /** Seconds Left */
            seconds_left: number | null;
            /** Stage */
            stage: string | null;
            /** Total */
            total: number | null;
        };
        /**
         * PromptOverride
         * @description One version of the organization's own text. text: null for back to the shipped one.
         */
        PromptOverride: {
            /** Based On */
            based_on: number;
            /** Made At */
            made_at: string | null;
            /** Made By */
            made_by: string | null;
            /** Note */
            note: string;
            /** Text */
            text: string | null;
            /** Version */
            version: number;
        };
        /**
         * PromptPreview
         * @description What a model would be told. tokens: about how many it takes.
         */
        PromptPreview: {
            /** Text */
            text: string;
            /** Tokens */
            tokens: number;
        };
        /**
         * PromptUsed
         * @description A prompt that was told. `override`: the version of the organization's own text in its place, null where it has none.
         */
        PromptUsed: {
            /** Name */
            name: string;
            /** Override */
            override: number | null;
            /** Version */
            version: number;
        };
        /**
         * PromptVariable
         * @description Something that is filled in. required: a text has to name it.
         */
        PromptVariable: {
            /** Meaning */
            meaning: string;
            /** Name */
            name: string;
            /** Required */
            required: boolean;
            /** Sample */
            sample: string;
        };
        /**
         * Proof
         * @description How it was proven, which says what was: a shop's signature names a customer, a code an address alone.
         * @enum {string}
         */
        Proof: "signed" | "email_code";
        /**
         * ProvenShopper
         * @description Who it was proven to be.
         */
        ProvenShopper: {
            /** Customer Id */
            customer_id: string | null;
            /** Email */
            email: string | null;
            /** Name */
            name: string | null;
        };
        /**
         * ProviderKind
         * @description How its server is spoken to.
         * @enum {string}
         */
        ProviderKind: "openai" | "gemini" | "anthropic";
        /**
         * Providers
         * @description The ways to sign in beside a password.
         */
        Providers: {
            /**
             * Firebase
             * @description Whether id tokens of Firebase are taken.
             */
            firebase: boolean;
            /** Providers */
            providers: components["schemas"]["aisle__web__federation__ProviderShown"][];
        };
        /**
         * ProvidersShown
         * @description The organization's providers.
         */
        ProvidersShown: {
            /** Items */
            items: components["schemas"]["aisle__web__providers__ProviderShown"][];
        };
        /**
         * ProviderTried
         * @description What one call to a model came to.
         */
        ProviderTried: {
            /**
             * Code
             * @description Of what went wrong; the list of errors says what it means.
             */
            code: string | null;
            /** Detail */
            detail: string;
            /** Model */
            model: string;
            /** Seconds */
            seconds: number;
            /** Works */
            works: boolean;
        };
        /**
         * Purpose
         * @description What a model is asked for. Each has limits of its own, and what it spends is told apart.
         * @enum {string}
         */
        Purpose: "answer" | "rewrite" | "judge" | "analyze" | "call" | "embed" | "rerank";
        /**
         * QualityList
         * @description Products by title, and of all the store's products how many lack each.
         */
        QualityList: {
            /** Items */
            items: components["schemas"]["ProductQuality"][];
            /** Lacking */
            lacking: {
                [key: string]: number;
            };
            /** Next Cursor */
            next_cursor: string | null;
            /** Products */
            products: number;
        };
        /**
         * RatingCounts
         * @description How often a rating was given, how many of them nobody has dealt with, and each reason with it.
         */
        RatingCounts: {
            /** Open */
            open: number;
            /** Reasons */
            reasons: {
                [key: string]: number;
            };
            /** Total */
            total: number;
        };
        /**
         * RawProblem
         * @description A record in quarantine, with the record as it came.
         */
        RawProblem: {
            /** Action */
            action: string;
            /** Code */
            code: string;
            /** External Id */
            external_id: string | null;
            /** Field */
            field: string;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Raw */
            raw: unknown;
            /** Reason */
            reason: string;
            resource: components["schemas"]["Resource"];
            /**
             * State
             * @enum {string}
             */
            state: "open" | "repaired" | "dismissed";
            /** Times */
            times: number;
        };
        /**
         * RecoveryCodes
         * @description Ten codes for one use each, shown this once.
         */
        RecoveryCodes: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * RefreshToken
         * @description The newest refresh token of a sign-in.
         */
        RefreshToken: {
            /**
             * Refresh Token
             * Format: password
             */
            refresh_token: string;
        };
        /**
         * Relaxed
         * @description A limit that gave way because nothing met them all.
         */
        Relaxed: {
            filter: components["schemas"]["Filter"];
            /** Found */
            found: number;
            instead: components["schemas"]["Filter"] | null;
            /** Step */
            step: string;
            /** Text */
            text: string;
        };
        /**
         * RelaxedPart
         * @description A limit that gave way.
         */
        RelaxedPart: {
            data: components["schemas"]["Relaxed"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-relaxed";
        };
        /**
         * Reset
         * @description What the link says, and a new password.
         */
        Reset: {
            /**
             * New Password
             * Format: password
             */
            new_password: string;
            /**
             * Token
             * Format: password
             * @description What stands behind # in the link.
             */
            token: string;
        };
        /**
         * Resource
         * @description What a source can be asked for. STOCK and PRICES go live at once, the others in one step with their sync.
         * @enum {string}
         */
        Resource: "products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents";
        /**
         * RestedOn
         * @description A document that an answer cited. article_id: where it is an article written here.
         */
        RestedOn: {
            /** Article Id */
            article_id: string | null;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
        };
        /**
         * Retention
         * @description How many days is kept what shoppers say, and how answers came about. None: as the installation says.
         */
        Retention: {
            /** Conversation Days */
            conversation_days?: number | null;
            /** Trace Days */
            trace_days?: number | null;
        };
        /**
         * Rights
         * @description What a person may do in an organization, or in one store of it.
         */
        Rights: {
            /** Actions */
            actions: string[];
            /** Store Id */
            store_id: string | null;
        };
        /**
         * Roles
         * @description How groups become roles.
         */
        Roles: {
            /**
             * Default Role
             * @description For members in none of the groups; without it they are refused.
             */
            default_role?: string | null;
            /**
             * Groups Attribute
             * @default groups
             */
            groups_attribute: string;
            /**
             * Rules
             * @default []
             */
            rules: components["schemas"]["Rule"][];
        };
        /**
         * Route
         * @description Where somebody of this domain signs in.
         */
        Route: {
            /** Name */
            name: string;
            /**
             * Required
             * @description Whether passwords open nothing there.
             */
            required: boolean;
            /** Start */
            start: string;
        };
        /**
         * RoutedCall
         * @description A call of a model. wanted: the model that was wished for. notes: what decided the order.
         */
        RoutedCall: {
            /** Asked */
            asked: components["schemas"]["AskedModel"][];
            /** Considered */
            considered: components["schemas"]["ConsideredModel"][];
            /** Notes */
            notes: string[];
            /** Purpose */
            purpose: string;
            /** Wanted */
            wanted: string | null;
        };
        /**
         * RouteSettings
         * @description Which models may be asked for a purpose, as AISLE_CHAT_ROUTES and organizations say it.
         */
        RouteSettings: {
            canary?: components["schemas"]["CanarySettings"] | null;
            ensemble?: components["schemas"]["EnsembleSettings"] | null;
            /**
             * First
             * @default false
             */
            first: boolean;
            /**
             * Hard
             * @default []
             */
            hard: string[];
            /**
             * Hard From
             * @default 0.5
             */
            hard_from: number;
            /**
             * Models
             * @default []
             */
            models: string[];
            /** Most Cost */
            most_cost?: string | null;
            /**
             * Needs
             * @default []
             */
            needs: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
            /**
             * Prefer
             * @default order
             * @enum {string}
             */
            prefer: "order" | "cheapest" | "fastest";
            shadow?: components["schemas"]["ShadowSettings"] | null;
            /** Slowest */
            slowest?: number | null;
        };
        /**
         * Routing
         * @description The calls of models that were made for an answer, in their order, and the prompts that they were told.
         */
        Routing: {
            /** Items */
            items: components["schemas"]["RoutedCall"][];
            /** Prompts */
            prompts: components["schemas"]["UsedPrompt"][];
        };
        /**
         * Rule
         * @description Whoever is in the group gets the role.
         */
        Rule: {
            /** Group */
            group: string;
            /**
             * Role
             * @description One of the usual roles.
             */
            role?: string | null;
            /**
             * Role Id
             * @description Or one of the organization's own.
             */
            role_id?: string | null;
            /**
             * Store Id
             * @description Where it holds; without, everywhere.
             */
            store_id?: string | null;
        };
        /**
         * RunCounts
         * @description What a run did with a resource's records.
         */
        RunCounts: {
            /**
             * Added
             * @default 0
             */
            added: number;
            /**
             * Changed
             * @default 0
             */
            changed: number;
            /**
             * Problems
             * @default 0
             */
            problems: number;
            /**
             * Read
             * @default 0
             */
            read: number;
            /**
             * Removed
             * @default 0
             */
            removed: number;
            /**
             * Unchanged
             * @default 0
             */
            unchanged: number;
        };
        /**
         * RunDifference
         * @description What going live would change, by resource and action; why a person should look; questions that would lose their answer.
         */
        RunDifference: {
            /**
             * Questions Lost
             * @default []
             */
            questions_lost: string[];
            /**
             * Reasons
             * @default []
             */
            reasons: string[];
            /**
             * Records
             * @default {}
             */
            records: {
                [key: string]: {
                    [key: string]: number;
                };
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * RunState
         * @description Where a run stands. WAITING: for a person to look at the difference; REFUSED: that person, or a check, said no.
         * @enum {string}
         */
        RunState: "queued" | "running" | "paused" | "staged" | "going_live" | "live" | "waiting" | "refused" | "failed" | "stopped";
        /**
         * SavedView
         * @description Filters under a name. owner: who keeps it; shared: everybody of the store sees it.
         */
        SavedView: {
            /** Created At */
            created_at: string | null;
            /** Filters */
            filters: {
                [key: string]: unknown;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /** Shared */
            shared: boolean;
        };
        /**
         * SchemaUsed
         * @description A schema with a name.
         */
        SchemaUsed: {
            /** Name */
            name: string;
            /** Version */
            version: number;
        };
        /**
         * SecondsSpread
         * @description Seconds: mean, median, and what 95 of 100 stayed within.
         */
        SecondsSpread: {
            /** Mean */
            mean: number;
            /** P50 */
            p50: number;
            /** P95 */
            p95: number;
        };
        /**
         * SecondStep
         * @description The first proof held; a second is needed within ten minutes.
         */
        SecondStep: {
            /**
             * Challenge
             * @description Send it with the second proof to POST /auth/second-step.
             */
            challenge: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Methods */
            methods: string[];
            /**
             * State
             * @default second_step_required
             * @constant
             */
            state: "second_step_required";
        };
        /**
         * SeenSite
         * @description A site whose pages asked for the window.
         */
        SeenSite: {
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Origin */
            origin: string;
        };
        /**
         * Sent
         * @description The same answer, whatever became of it.
         */
        Sent: {
            /**
             * Detail
             * @default If this address takes mail, a code of six digits is on its way. It holds for ten minutes.
             */
            detail: string;
        };
        /**
         * SentPhoto
         * @description A photo, which GET /photos/{id} shows.
         */
        SentPhoto: {
            /** Id */
            id: string;
        };
        /**
         * SessionShown
         * @description Everything that a page needs to know of who is signed in.
         */
        SessionShown: {
            /**
             * Csrf Token
             * @description Send it as X-CSRF-Token with each change that a cookie signs.
             */
            csrf_token: string;
            login: components["schemas"]["LoginShown"];
            /** Organizations */
            organizations: components["schemas"]["OrganizationShown"][];
            person: components["schemas"]["PersonShown"];
            /**
             * Second Steps
             * @description totp, passkey, recovery: those that are set up.
             */
            second_steps: string[];
        };
        /**
         * Severity
         * @description Error: shoppers are told something wrong. Warning: they may be. Hint: answers would be better.
         * @enum {string}
         */
        Severity: "error" | "warning" | "hint";
        /**
         * ShadowSettings
         * @description A model that is asked beside some calls and never shown.
         */
        ShadowSettings: {
            /**
             * At Once
             * @default 4
             */
            at_once: number;
            /** Model */
            model: string;
            /** Share */
            share: number;
        };
        /**
         * ShopperExport
         * @description All that is kept of a shopper.
         */
        ShopperExport: {
            /** Conversations */
            conversations: {
                [key: string]: unknown;
            }[];
            /** Sessions */
            sessions: components["schemas"]["KeptSession"][];
            /** Shoppers */
            shoppers: components["schemas"]["ProvenShopper"][];
        };
        /**
         * ShopperShown
         * @description Who the session belongs to. customer_id: the shop's own; none where only an address was proven.
         */
        ShopperShown: {
            /** Customer Id */
            customer_id: string | null;
            /** Email */
            email: string | null;
            /** Name */
            name: string | null;
            proof: components["schemas"]["Proof"];
        };
        /**
         * ShownCanary
         * @description A new model that answers a share of conversations first. stopped: it failed too often.
         */
        ShownCanary: {
            /** Model */
            model: string;
            /** Purpose */
            purpose: string;
            /** Share */
            share: number;
            /** Stopped */
            stopped: boolean;
        };
        /**
         * ShownDays
         * @description Days after the last message, and after the answer.
         */
        ShownDays: {
            /** Conversation Days */
            conversation_days: number;
            /** Trace Days */
            trace_days: number;
        };
        /**
         * ShownExport
         * @description An export. stage, done: the file that is being written, and its lines so far. lines: of each file, once it is ready.
         */
        ShownExport: {
            /**
             * Bytes
             * @description Of the archive, once it is ready.
             */
            bytes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done */
            done: number;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lines */
            lines: {
                [key: string]: number;
            };
            /** Ready At */
            ready_at: string | null;
            /** Stage */
            stage: string;
            state: components["schemas"]["ExportState"];
        };
        /**
         * ShownFeedback
         * @description What a shopper thought of an answer, with the question and the release that answered, and who has dealt with it.
         */
        ShownFeedback: {
            /** Answer */
            answer: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Comment */
            comment: string | null;
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /** Dealt At */
            dealt_at: string | null;
            /** Dealt By */
            dealt_by: string | null;
            /** Dealt By Name */
            dealt_by_name: string | null;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /** Question */
            question: string;
            /**
             * Rating
             * @enum {string}
             */
            rating: "up" | "down";
            /** Reasons */
            reasons: string[];
            /** Release */
            release: number | null;
        };
        /**
         * ShownInvitation
         * @description An invitation; its link is in the mail alone.
         */
        ShownInvitation: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Invited By */
            invited_by: string | null;
            /** Roles */
            roles: components["schemas"]["GivenRole"][];
            /** Sent At */
            sent_at: string | null;
            /** State */
            state: string;
        };
        /**
         * ShownMember
         * @description A member.
         */
        ShownMember: {
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Joined At
             * Format: date-time
             */
            joined_at: string;
            /** Joined By */
            joined_by: string;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["GivenRole"][];
            /**
             * Seen At
             * @description When they last did anything here, to the minute.
             */
            seen_at: string | null;
            /** Suspended At */
            suspended_at: string | null;
            /** Suspended Why */
            suspended_why: string | null;
        };
        /**
         * ShownMemberLogin
         * @description A sign-in of a member on one device, without what opens it.
         */
        ShownMemberLogin: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Device
             * @description As the program calls itself, in words.
             */
            device: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @description browser or token
             */
            kind: string;
            /** Methods */
            methods: string[];
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
        };
        /**
         * ShownModelRoutes
         * @description The organization's routes, the names they may use, and the canaries at work for its calls.
         */
        ShownModelRoutes: {
            /** Canaries */
            canaries: components["schemas"]["ShownCanary"][];
            /** Models */
            models: string[];
            /** Routes */
            routes: {
                [key: string]: components["schemas"]["RouteSettings"];
            };
        };
        /**
         * ShownOffer
         * @description What a link offers.
         */
        ShownOffer: {
            /** Email */
            email: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Inviter */
            inviter: string;
            /** Organization */
            organization: string;
            /**
             * Organization Id
             * Format: uuid
             */
            organization_id: string;
        };
        /**
         * ShownOrganization
         * @description An organization as its members see it.
         */
        ShownOrganization: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            security: components["schemas"]["ShownSecurity"];
        };
        /**
         * ShownProduct
         * @description A product that an answer showed.
         */
        ShownProduct: {
            /** Handle */
            handle: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
        };
        /**
         * ShownPrompt
         * @description A prompt, whole. before, after: guards that nobody overrides. diff: what the organization's text changes.
         */
        ShownPrompt: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** Changed */
            changed: string;
            /** Diff */
            diff: string;
            /** Name */
            name: string;
            newest_override: components["schemas"]["PromptOverride"] | null;
            /** Overridable */
            overridable: boolean;
            /** Override */
            override: number | null;
            /** Owner */
            owner: string;
            /** Purpose */
            purpose: string;
            /** Text */
            text: string;
            /** Variables */
            variables: components["schemas"]["PromptVariable"][];
            /** Version */
            version: number;
        };
        /**
         * ShownRateLimit
         * @description At most so many in so many seconds, as a steady rate; `burst` at once.
         */
        ShownRateLimit: {
            /** Burst */
            burst: number;
            /** Most */
            most: number;
            of: components["schemas"]["Of"];
            per: components["schemas"]["Per"];
            /** Seconds */
            seconds: number;
        };
        /**
         * ShownRateLimits
         * @description Rules by name. in_force: the installation's, with the organization's own where those are tighter or new.
         */
        ShownRateLimits: {
            /** In Force */
            in_force: {
                [key: string]: components["schemas"]["ShownRateLimit"];
            };
            /** Installation */
            installation: {
                [key: string]: components["schemas"]["ShownRateLimit"];
            };
            /** Own */
            own: {
                [key: string]: components["schemas"]["ShownRateLimit"];
            };
        };
        /**
         * ShownRetention
         * @description Days. own: what the store sets. erases: conversations that are older than was asked, null where nothing was.
         */
        ShownRetention: {
            /** Erases */
            erases?: number | null;
            in_force: components["schemas"]["ShownDays"];
            installation: components["schemas"]["ShownDays"];
            /**
             * Longest Days
             * @default 365
             */
            longest_days: number;
            own: components["schemas"]["Retention"];
        };
        /**
         * ShownRole
         * @description A role. The usual ones have a name and no id.
         */
        ShownRole: {
            /** Id */
            id: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: string[];
            /** Usual */
            usual: boolean;
        };
        /**
         * ShownSchema
         * @description A version, whole. `schema`: as it was sent.
         */
        ShownSchema: {
            /** Description */
            description: string;
            /** Examples */
            examples: {
                [key: string]: unknown;
            }[];
            /** Instructions */
            instructions: string;
            /** Made At */
            made_at: string | null;
            /** Made By */
            made_by: string | null;
            /** Name */
            name: string;
            /** Schema */
            schema: unknown;
            /** Shipped */
            shipped: boolean;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * ShownSecurity
         * @description What sign-ins have to meet.
         */
        ShownSecurity: {
            /** Mfa Roles */
            mfa_roles: string[];
        };
        /**
         * ShownStore
         * @description A store. Suspended: it answers nobody. Deleted: it is erased seven days after.
         */
        ShownStore: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Deleted At */
            deleted_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Demo */
            is_demo: boolean;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Suspended At */
            suspended_at: string | null;
        };
        /**
         * ShownVisit
         * @description A visit as the tenant sees it.
         */
        ShownVisit: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Ended At */
            ended_at: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Operator */
            operator: string;
            /** Reason */
            reason: string;
            /** Writes */
            writes: boolean;
        };
        /**
         * ShownVisits
         * @description Visits of operators, the newest first.
         */
        ShownVisits: {
            /** Items */
            items: components["schemas"]["ShownVisit"][];
        };
        /**
         * ShownWidgetDraft
         * @description The window's draft beside the live release.
         */
        ShownWidgetDraft: {
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string | null;
            /** Differs */
            differs: string[];
            draft: components["schemas"]["WidgetSettings"];
            live: components["schemas"]["LiveWidget"];
            palette: components["schemas"]["WidgetPalette"];
            /** Revision */
            revision: number;
        };
        /**
         * ShownWidgetRelease
         * @description A release of the window.
         */
        ShownWidgetRelease: {
            /** Created At */
            created_at: string | null;
            /** Created By */
            created_by: string;
            /** Note */
            note: string;
            /** Number */
            number: number;
            /** Restores */
            restores: number | null;
            settings: components["schemas"]["WidgetSettings"];
        };
        /**
         * Siblings
         * @description The versions of a turn, oldest first, and which of them this is (from 0).
         */
        Siblings: {
            /** Count */
            count: number;
            /** Ids */
            ids: string[];
            /** Index */
            index: number;
        };
        /**
         * SignedIn
         * @description Somebody who is signed in now. Browsers got a cookie beside this; programs keep the tokens.
         */
        SignedIn: {
            /** Access Token */
            access_token?: string | null;
            /**
             * Csrf Token
             * @description Send it as X-CSRF-Token with each change.
             */
            csrf_token?: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Expires In
             * @description Seconds that the access token holds.
             */
            expires_in?: number | null;
            /**
             * Organization Id
             * @description Where the sign-in acts at first.
             */
            organization_id: string | null;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Refresh Token */
            refresh_token?: string | null;
            /**
             * State
             * @default signed_in
             * @constant
             */
            state: "signed_in";
        };
        /**
         * SourceHealth
         * @description How a source is, why, and since when. rests_until: the shop is left alone until then.
         */
        SourceHealth: {
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Failures */
            failures: number;
            /** Rests Until */
            rests_until: string | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            state: components["schemas"]["Health"];
        };
        /**
         * SourceKind
         * @description A kind of source. consent: null where nobody has to say yes in a browser.
         */
        SourceKind: {
            consent: components["schemas"]["KindConsent"] | null;
            form: components["schemas"]["KindForm"];
            /** Kind */
            kind: string;
            /** Resources */
            resources: {
                [key: string]: components["schemas"]["KindResource"];
            };
            /** Summary */
            summary: string;
            /** Title */
            title: string;
            /** Webhooks */
            webhooks: boolean;
        };
        /**
         * SourceKindList
         * @description Kinds by name.
         */
        SourceKindList: {
            /** Items */
            items: components["schemas"]["SourceKind"][];
        };
        /**
         * SourcePage
         * @description Sources, the oldest first.
         */
        SourcePage: {
            /** Items */
            items: components["schemas"]["ListedSource"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * SourceProblem
         * @description A record in quarantine. action: what a person can do. times: how often it was met.
         */
        SourceProblem: {
            /** Action */
            action: string;
            /** Code */
            code: string;
            /** External Id */
            external_id: string | null;
            /** Field */
            field: string;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /** Reason */
            reason: string;
            resource: components["schemas"]["Resource"];
            /**
             * State
             * @enum {string}
             */
            state: "open" | "repaired" | "dismissed";
            /** Times */
            times: number;
        };
        /**
         * Started
         * @description Ids of a turn that has begun.
         */
        Started: {
            /** Conversationid */
            conversationId: string;
            /** Turnid */
            turnId: string;
            /** Usermessageid */
            userMessageId: string;
        };
        /**
         * StartedSyncRun
         * @description A run that was begun. early: why the schedule would not have begun it yet.
         */
        StartedSyncRun: {
            /** Asked */
            asked: ("pause" | "stop") | null;
            cause: components["schemas"]["Cause"];
            /** Code */
            code: string | null;
            /** Counts */
            counts: {
                [key: string]: components["schemas"]["RunCounts"];
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Detail */
            detail: string | null;
            /** Early */
            early: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Job Id */
            job_id: string | null;
            mode: components["schemas"]["Mode"];
            /** Resources */
            resources: components["schemas"]["Resource"][];
            /**
             * Source Id
             * Format: uuid
             */
            source_id: string;
            /** Stage */
            stage: string | null;
            /** Staged At */
            staged_at: string | null;
            /** Started At */
            started_at: string | null;
            state: components["schemas"]["RunState"];
            /** Undoes */
            undoes: string | null;
        };
        /**
         * StartEvent
         * @description A turn has begun.
         */
        StartEvent: {
            /** Messageid */
            messageId: string;
            messageMetadata: components["schemas"]["Started"];
            /**
             * Type
             * @constant
             */
            type: "start";
        };
        /**
         * Status
         * @description What is being done.
         */
        Status: {
            /** State */
            state: string;
            /** Text */
            text: string;
        };
        /**
         * StatusEvent
         * @description A line that changes in place while the shopper waits.
         */
        StatusEvent: {
            data: components["schemas"]["Status"];
            /** Id */
            id: string;
            /** Transient */
            transient: boolean;
            /**
             * Type
             * @constant
             */
            type: "data-status";
        };
        /**
         * StoreList
         * @description The stores that one may see.
         */
        StoreList: {
            /** Items */
            items: components["schemas"]["ShownStore"][];
        };
        /**
         * StoreLook
         * @description What a page needs to know to look and speak like the store.
         */
        StoreLook: {
            /** Brand */
            brand: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            contact: components["schemas"]["Contact"];
            /** Currency */
            currency: string;
            /** Greeting */
            greeting: string;
            /** Language */
            language: string;
            /** Mark */
            mark: string;
            /** Name */
            name: string;
            /** Privacy Url */
            privacy_url: string | null;
            /** Slug */
            slug: string;
            /** Suggestions */
            suggestions: string[];
        };
        /**
         * StoreSettings
         * @description The part of a store that its merchant edits.
         */
        StoreSettings: {
            /**
             * Brand Color
             * @default #22606f
             */
            brand_color: string;
            /** @default {} */
            contact: components["schemas"]["Contact"];
            /**
             * Greeting
             * @default
             */
            greeting: string;
            /**
             * Mark
             * @default
             */
            mark: string;
            /** Privacy Url */
            privacy_url?: string | null;
            /** Reranking */
            reranking?: string[] | null;
            /** @default {} */
            retention: components["schemas"]["Retention"];
            /**
             * Suggestions
             * @default []
             */
            suggestions: string[];
        };
        /**
         * StreamedMetadata
         * @description How sure the answer is, and the id of the message that it is kept as.
         */
        StreamedMetadata: {
            /**
             * Abstained
             * @default false
             */
            abstained: boolean;
            /**
             * Broken Off
             * @default false
             */
            broken_off: boolean;
            /**
             * Confidence
             * @default null
             */
            confidence: number | null;
            /**
             * Label
             * @default null
             */
            label: string | null;
            /** Messageid */
            messageId: string;
            /**
             * Quoted Because
             * @default null
             */
            quoted_because: string | null;
            /**
             * Reasons
             * @default []
             */
            reasons: string[];
            /**
             * Release
             * @default 0
             */
            release: number;
            /**
             * Usage
             * @default []
             */
            usage: components["schemas"]["Usage"][];
            /**
             * Writer
             * @default
             */
            writer: string;
        };
        /**
         * StreamEvent
         * @description An event of the AI SDK's UI message stream, as the assistant sends it.
         */
        StreamEvent: components["schemas"]["StartEvent"] | components["schemas"]["StatusEvent"] | components["schemas"]["TextStart"] | components["schemas"]["TextDelta"] | components["schemas"]["TextEnd"] | components["schemas"]["MetadataEvent"] | components["schemas"]["Ended"] | components["schemas"]["ErrorEvent"] | components["schemas"]["DataPart"];
        /**
         * Suggestion
         * @description Something to ask next.
         */
        Suggestion: {
            /** Text */
            text: string;
        };
        /**
         * SuggestionPart
         * @description Something to ask next.
         */
        SuggestionPart: {
            data: components["schemas"]["Suggestion"];
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "data-suggestion";
        };
        /**
         * Suggestions
         * @description Questions that are suggested on pages whose path fits one of the patterns.
         */
        Suggestions: {
            /**
             * Paths
             * @default [
             *       "*"
             *     ]
             */
            paths: string[];
            /** Texts */
            texts: string[];
        };
        /**
         * SwitchBody
         * @description Whether it works, and whether it is the only way in.
         */
        SwitchBody: {
            /** Enabled */
            enabled: boolean;
            /**
             * Required
             * @description Members of its domains come through it alone; owners keep another way.
             * @default false
             */
            required: boolean;
        };
        /**
         * SyncRun
         * @description A run as lists show it.
         */
        SyncRun: {
            /** Asked */
            asked: ("pause" | "stop") | null;
            cause: components["schemas"]["Cause"];
            /** Code */
            code: string | null;
            /** Counts */
            counts: {
                [key: string]: components["schemas"]["RunCounts"];
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Detail */
            detail: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Job Id */
            job_id: string | null;
            mode: components["schemas"]["Mode"];
            /** Resources */
            resources: components["schemas"]["Resource"][];
            /**
             * Source Id
             * Format: uuid
             */
            source_id: string;
            /** Stage */
            stage: string | null;
            /** Staged At */
            staged_at: string | null;
            /** Started At */
            started_at: string | null;
            state: components["schemas"]["RunState"];
            /** Undoes */
            undoes: string | null;
        };
        /**
         * SyncRunPage
         * @description Runs, the newest first.
         */
        SyncRunPage: {
            /** Items */
            items: components["schemas"]["SyncRun"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * TestResult
         * @description What asking the identity provider came to.
         */
        TestResult: {
            /** Code */
            code: string | null;
            /** Detail */
            detail: string;
            /** Works */
            works: boolean;
        };
        /**
         * TextDelta
         * @description A few more words of it.
         */
        TextDelta: {
            /** Delta */
            delta: string;
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "text-delta";
        };
        /**
         * TextEnd
         * @description A paragraph ends.
         */
        TextEnd: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "text-end";
        };
        /**
         * TextPart
         * @description A paragraph, with **bold** words and [1] marks.
         */
        TextPart: {
            /** Text */
            text: string;
            /**
             * Type
             * @constant
             */
            type: "text";
        };
        /**
         * TextStart
         * @description A paragraph begins.
         */
        TextStart: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "text-start";
        };
        /**
         * ToldNotice
         * @description Something that is told. kind: what happened, as object.verb. actor: whose deed it was; None for no one's.
         */
        ToldNotice: {
            /** Actor */
            actor: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Object Id */
            object_id: string;
            /** Object Kind */
            object_kind: string;
            /** Read */
            read: boolean;
            /** What */
            what: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * TraceClaim
         * @description A sentence of the answer with what became of it. shown: as the shopper saw it; null where it was left out.
         *
         *     support: 0 to 1, how far what it cites bears it out; null where nothing was claimed. method: who judged.
         */
        TraceClaim: {
            /** Faults */
            faults: string[];
            /** Marks */
            marks: number[];
            /**
             * Method
             * @enum {string}
             */
            method: "quote" | "rules" | "judge";
            /** Shown */
            shown: string | null;
            /** Support */
            support: number | null;
            /** Text */
            text: string;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "shown" | "marked" | "dropped" | "rewritten";
        };
        /**
         * TracePassage
         * @description A passage that was found. why_not: a code, where it was not used.
         */
        TracePassage: {
            /**
             * Chunk Id
             * Format: uuid
             */
            chunk_id: string;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /**
             * Document Version Id
             * Format: uuid
             */
            document_version_id: string;
            scores: components["schemas"]["TraceScores"];
            /** Section */
            section: string[];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Url */
            url: string | null;
            /** Used */
            used: boolean;
            /** Why Not */
            why_not: string | null;
        };
        /**
         * TraceProduct
         * @description A product that was found. overridden: fields that say what the merchant says; older traces do not know.
         */
        TraceProduct: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Overridden
             * @default []
             */
            overridden: string[];
            scores: components["schemas"]["TraceScores"];
            /** Title */
            title: string;
            /** Used */
            used: boolean;
        };
        /**
         * TracePrompt
         * @description A part of what a model was told, with about how many tokens it takes.
         */
        TracePrompt: {
            /** Part */
            part: string;
            /** Text */
            text: string;
            /** Tokens */
            tokens: number;
        };
        /**
         * TraceScores
         * @description Nearness in meaning and in words, and where it was ranked: 0 to 1, higher is nearer.
         */
        TraceScores: {
            /** Meaning */
            meaning: number | null;
            /** Rank */
            rank: number;
            /** Words */
            words: number | null;
        };
        /**
         * TraceStep
         * @description A step of an answer, in milliseconds from its beginning. error: a code, where it failed.
         */
        TraceStep: {
            /** Error */
            error?: string | null;
            /** Ms */
            ms: number;
            /** Name */
            name: string;
            /** Start Ms */
            start_ms: number;
        };
        /**
         * TriedSample
         * @description The first items of a resource as rules would keep them. lineage: by item and field, the rules that changed it.
         */
        TriedSample: {
            /** Code */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Items */
            items: {
                [key: string]: unknown;
            }[];
            /** Lineage */
            lineage: {
                [key: string]: {
                    [key: string]: string[];
                };
            };
            /** Problems */
            problems: {
                [key: string]: string;
            }[];
        };
        /**
         * TriedSource
         * @description What a first look at a shop found. missing: rights that the credentials lack, by resource.
         */
        TriedSource: {
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Currency */
            currency: string | null;
            /** Missing */
            missing: {
                [key: string]: string;
            };
            /** Samples */
            samples: {
                [key: string]: components["schemas"]["TriedSample"];
            };
            /** Shop */
            shop: string | null;
            /** Time Zone */
            time_zone: string | null;
            /** Warnings */
            warnings: string[];
        };
        /**
         * TurnState
         * @description How far a turn is. Interrupted: the process that wrote it died.
         * @enum {string}
         */
        TurnState: "running" | "complete" | "stopped" | "interrupted" | "failed";
        /**
         * Usage
         * @description Tokens as a model's provider counted them; null where it did not say.
         */
        Usage: {
            /** Completion Tokens */
            completion_tokens: number | null;
            /** Model */
            model: string;
            /** Prompt Tokens */
            prompt_tokens: number | null;
        };
        /**
         * UsageGroup
         * @description Sums of one day, store, assistant, model, purpose, duty, key or conversation; key is null for calls that have none.
         */
        UsageGroup: {
            /** Cached */
            cached: number;
            /** Cached Tokens */
            cached_tokens: number;
            /** Calls */
            calls: number;
            /** Estimated */
            estimated: number;
            /** Failed */
            failed: number;
            /** Key */
            key: string | null;
            /** Money */
            money: components["schemas"]["MoneySpent"][];
            /** Reasoning Tokens */
            reasoning_tokens: number;
            /** Tokens In */
            tokens_in: number;
            /** Tokens Out */
            tokens_out: number;
            /** Unpriced Tokens */
            unpriced_tokens: number;
        };
        /**
         * UsageSummary
         * @description Groups in the order of their keys, and the sums of everything asked for, other pages too.
         */
        UsageSummary: {
            by: components["schemas"]["By"];
            /**
             * First
             * Format: date
             */
            first: string;
            /** Items */
            items: components["schemas"]["UsageGroup"][];
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Next Cursor */
            next_cursor: string | null;
            totals: components["schemas"]["UsageSums"];
        };
        /**
         * UsageSums
         * @description Sums of calls. unpriced_tokens: tokens whose price is unknown; they are in no amount.
         */
        UsageSums: {
            /** Cached */
            cached: number;
            /** Cached Tokens */
            cached_tokens: number;
            /** Calls */
            calls: number;
            /** Estimated */
            estimated: number;
            /** Failed */
            failed: number;
            /** Money */
            money: components["schemas"]["MoneySpent"][];
            /** Reasoning Tokens */
            reasoning_tokens: number;
            /** Tokens In */
            tokens_in: number;
            /** Tokens Out */
            tokens_out: number;
            /** Unpriced Tokens */
            unpriced_tokens: number;
        };
        /**
         * UsedPrompt
         * @description A prompt that was told. override: the version of the organization's own text, null where the shipped one was used.
         */
        UsedPrompt: {
            /** Name */
            name: string;
            /** Override */
            override: number | null;
            /** Version */
            version: number;
        };
        /**
         * ViewList
         * @description Saved views.
         */
        ViewList: {
            /** Items */
            items: components["schemas"]["SavedView"][];
        };
        /**
         * Was
         * @description What a price was when the answer was written.
         */
        Was: {
            /** Text */
            text: string;
        };
        /**
         * WholeStore
         * @description A store with what its merchant sets.
         */
        WholeStore: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Currency */
            currency: string;
            /** Deleted At */
            deleted_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Demo */
            is_demo: boolean;
            /** Language */
            language: string;
            /** Name */
            name: string;
            settings: components["schemas"]["StoreSettings"];
            /** Site Url */
            site_url: string | null;
            /** Slug */
            slug: string;
            /** Suspended At */
            suspended_at: string | null;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * WidgetConfig
         * @description All that the window has to know of a store. version: the number of the release, 0 before the first.
         */
        WidgetConfig: {
            /** Avatar */
            avatar: string | null;
            consent: components["schemas"]["WidgetConsent"];
            contact: components["schemas"]["Contact"];
            /** Greeting */
            greeting: string;
            /** Languages */
            languages: string[];
            launcher: components["schemas"]["Launcher"];
            /** Logo */
            logo: string | null;
            /** Mark */
            mark: string;
            nudge: components["schemas"]["Nudge"] | null;
            /**
             * Orders
             * @default false
             */
            orders: boolean;
            /**
             * Person
             * @default false
             */
            person: boolean;
            /** Photo */
            photo: boolean;
            /** Privacy Url */
            privacy_url: string | null;
            /** Retention Days */
            retention_days: number;
            store: components["schemas"]["WidgetStore"];
            /** Suggestions */
            suggestions: components["schemas"]["Suggestions"][];
            theme: components["schemas"]["WidgetTheme"];
            /** Title */
            title: string | null;
            /** Version */
            version: number;
            /** Voice */
            voice: boolean;
        };
        /**
         * WidgetConsent
         * @description Whether a shopper has to agree first, and to which words.
         */
        WidgetConsent: {
            /** Required */
            required: boolean;
            /** Text */
            text: string | null;
        };
        /**
         * WidgetInstall
         * @description How to put the window into a shop.
         */
        WidgetInstall: {
            /** Hosted Page */
            hosted_page: string;
            /** Origins */
            origins: string[];
            /** Policy */
            policy: string[];
            /** Seen */
            seen: components["schemas"]["SeenSite"][];
            /** Snippet */
            snippet: string | null;
        };
        /**
         * WidgetPalette
         * @description What comes of the draft's colour in both modes; `white_shade` is the nearest shade where white text passes.
         */
        WidgetPalette: {
            /** Color */
            color: string;
            /** Dark */
            dark: components["schemas"]["PaletteSwatch"][];
            /** Light */
            light: components["schemas"]["PaletteSwatch"][];
            /** White Ratio */
            white_ratio: number;
            /** White Shade */
            white_shade: string;
        };
        /**
         * WidgetPreviewLink
         * @description A link to the draft's look.
         */
        WidgetPreviewLink: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Link */
            link: string;
            /** Page */
            page: string;
        };
        /**
         * WidgetReleasePage
         * @description Releases of the window, the newest first.
         */
        WidgetReleasePage: {
            /** Items */
            items: components["schemas"]["ShownWidgetRelease"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * WidgetSettings
         * @description What a release of the window fixes. None: as the store's own settings say, or the window's own words.
         *
         *     offset_x, offset_y: pixels from the corner. radius: pixels. hidden_paths: pages without the window.
         */
        WidgetSettings: {
            /**
             * Animation
             * @default true
             */
            animation: boolean;
            /** Avatar */
            avatar?: string | null;
            /** Color */
            color?: string | null;
            /**
             * @default {
             *       "required": false
             *     }
             */
            consent: components["schemas"]["Consent"];
            /** Font */
            font?: string | null;
            /** Greeting */
            greeting?: string | null;
            /**
             * Hidden Paths
             * @default []
             */
            hidden_paths: string[];
            /** Label */
            label?: string | null;
            /**
             * Languages
             * @default []
             */
            languages: string[];
            /** Logo */
            logo?: string | null;
            /** Mark */
            mark?: string | null;
            /**
             * Mode
             * @default auto
             * @enum {string}
             */
            mode: "light" | "dark" | "auto";
            nudge?: components["schemas"]["Nudge"] | null;
            /**
             * Offset X
             * @default 20
             */
            offset_x: number;
            /**
             * Offset Y
             * @default 20
             */
            offset_y: number;
            /**
             * Photo
             * @default false
             */
            photo: boolean;
            /**
             * Position
             * @default end
             * @enum {string}
             */
            position: "start" | "end";
            /**
             * Radius
             * @default 16
             */
            radius: number;
            /**
             * Suggestions
             * @default []
             */
            suggestions: components["schemas"]["Suggestions"][];
            /** Title */
            title?: string | null;
            /**
             * Voice
             * @default true
             */
            voice: boolean;
            /**
             * Z Index
             * @default 900
             */
            z_index: number;
        };
        /**
         * WidgetStore
         * @description Whose window it is.
         */
        WidgetStore: {
            /** Currency */
            currency: string;
            /** Language */
            language: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * WidgetTheme
         * @description Colours of both modes, computed from one.
         */
        WidgetTheme: {
            /** Animation */
            animation: boolean;
            /** Dark */
            dark: {
                [key: string]: string;
            };
            /** Font */
            font: string | null;
            /** Light */
            light: {
                [key: string]: string;
            };
            /**
             * Mode
             * @enum {string}
             */
            mode: "light" | "dark" | "auto";
            /** Radius */
            radius: number;
        };
    };
    responses: never;
    parameters: {
        /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_audit_api_v1_audit_get: {
        parameters: {
            query?: {
                /** @description Whole, or its beginning with the dot: `member.`. */
                action?: string | null;
                /** @description Kind and id, such as `member:…`. */
                actor?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Entries of this time and later. */
                from?: string | null;
                /** @description Items on a page. */
                limit?: number;
                object_id?: string | null;
                object_kind?: string | null;
                outcome?: ("done" | "refused") | null;
                store_id?: string | null;
                /** @description Entries before this time. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    export_audit_api_v1_audit_export_get: {
        parameters: {
            query?: {
                /** @description Whole, or its beginning with the dot: `member.`. */
                action?: string | null;
                /** @description Kind and id, such as `member:…`. */
                actor?: string | null;
                format?: "jsonl" | "csv";
                /** @description Entries of this time and later. */
                from?: string | null;
                object_id?: string | null;
                object_kind?: string | null;
                outcome?: ("done" | "refused") | null;
                store_id?: string | null;
                /** @description Entries before this time. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
        };
    };
    verify_audit_api_v1_audit_verify_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_account_api_v1_auth_account_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Pike",
                 *       "language": "en"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_own_audit_api_v1_auth_audit_get: {
        parameters: {
            query?: {
                /** @description Whole, or its beginning with the dot: `member.`. */
                action?: string | null;
                /** @description Kind and id, such as `member:…`. */
                actor?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Entries of this time and later. */
                from?: string | null;
                /** @description Items on a page. */
                limit?: number;
                object_id?: string | null;
                object_kind?: string | null;
                outcome?: ("done" | "refused") | null;
                store_id?: string | null;
                /** @description Entries before this time. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    ask_to_change_api_v1_auth_email_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@pike.example"
                 *     }
                 */
                "application/json": components["schemas"]["NewEmail"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    change_api_v1_auth_email_change_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_ot_…"
                 *     }
                 */
                "application/json": components["schemas"]["Link"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    confirm_api_v1_auth_email_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_ot_…"
                 *     }
                 */
                "application/json": components["schemas"]["Link"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resend_api_v1_auth_email_resend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    undo_api_v1_auth_email_undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_ot_…"
                 *     }
                 */
                "application/json": components["schemas"]["Link"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_factors_api_v1_auth_factors_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorsShown"];
                };
            };
        };
    };
    remove_api_v1_auth_factors__factor_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                factor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rename_api_v1_auth_factors__factor_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                factor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My phone"
                 *     }
                 */
                "application/json": {
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    confirm_api_v1_auth_factors__factor_id__confirm_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                factor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    /**
                     * Code
                     * Format: password
                     */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorAdded"];
                };
            };
        };
    };
    begin_authenticator_api_v1_auth_factors_authenticator_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My phone"
                 *     }
                 */
                "application/json": {
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticatorMade"];
                };
            };
        };
    };
    renew_codes_api_v1_auth_factors_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
        };
    };
    firebase_api_v1_auth_firebase_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id_token": "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"
                 *     }
                 */
                "application/json": components["schemas"]["FirebaseToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"] | components["schemas"]["SecondStep"];
                };
            };
        };
    };
    list_linked_api_v1_auth_identities_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
        };
    };
    unlink_api_v1_auth_identities__identity_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    link_api_v1_auth_identities__provider__link_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Its name in the settings. */
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "next": "/account"
                 *     }
                 */
                "application/json": components["schemas"]["LinkWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Going"];
                };
            };
        };
    };
    link_sign_on_api_v1_auth_identities_sign_on__connection_id__link_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "next": "/account"
                 *     }
                 */
                "application/json": components["schemas"]["LinkWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Going"];
                };
            };
        };
    };
    accept_invitation_api_v1_auth_invitations_accept_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_iv_…"
                 *     }
                 */
                "application/json": {
                    /** Token */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownOffer"];
                };
            };
        };
    };
    preview_invitation_api_v1_auth_invitations_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_iv_…"
                 *     }
                 */
                "application/json": {
                    /** Token */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownOffer"];
                };
            };
        };
    };
    list_logins_api_v1_auth_logins_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginList"];
                };
            };
        };
    };
    end_others_api_v1_auth_logins_delete: {
        parameters: {
            query?: {
                /** @description End this one, too. */
                own?: boolean;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedLogins"];
                };
            };
        };
    };
    end_one_api_v1_auth_logins__login_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                login_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    come_back_api_v1_auth_oidc__provider__callback_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its name in the settings. */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    start_api_v1_auth_oidc__provider__start_get: {
        parameters: {
            query?: {
                /** @description A path of this server to go to afterwards. */
                next?: string | null;
            };
            header?: never;
            path: {
                /** @description Its name in the settings. */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    list_mine_api_v1_auth_organizations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Belongings"];
                };
            };
        };
    };
    found_api_v1_auth_organizations_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Pike & Tarn"
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewOrganizationId"];
                };
            };
        };
    };
    enter_organization_api_v1_auth_organizations__organization_id__enter_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredOrganization"];
                };
            };
        };
    };
    leave_organization_api_v1_auth_organizations__organization_id__leave_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    restore_organization_api_v1_auth_organizations__organization_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_api_v1_auth_passkeys_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My laptop",
                 *       "passkey": {
                 *         "id": "…",
                 *         "rawId": "…",
                 *         "type": "public-key",
                 *         "response": {}
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                    /**
                     * Passkey
                     * @description What navigator.credentials answered, as JSON.
                     */
                    passkey: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorAdded"];
                };
            };
        };
    };
    options_api_v1_auth_passkeys_options_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
        };
    };
    sign_in_api_v1_auth_passkeys_sign_in_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keep": "cookie",
                 *       "passkey": {
                 *         "id": "…",
                 *         "rawId": "…",
                 *         "type": "public-key",
                 *         "response": {}
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * Keep
                     * @description cookie: for pages of this server. tokens: for programs and phones, which keep them safe.
                     * @default cookie
                     * @enum {string}
                     */
                    keep?: "cookie" | "tokens";
                    /**
                     * Passkey
                     * @description What navigator.credentials answered, as JSON.
                     */
                    passkey: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"] | components["schemas"]["SecondStep"];
                };
            };
        };
    };
    sign_in_options_api_v1_auth_passkeys_sign_in_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
        };
    };
    change_password_api_v1_auth_password_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "seven otters juggle plums",
                 *       "new_password": "a kite above nine chimneys"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    forgot_api_v1_auth_password_forgot_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@shop.example"
                 *     }
                 */
                "application/json": components["schemas"]["Forgotten"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    reset_api_v1_auth_password_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "aisle_ot_…",
                 *       "new_password": "a kite above nine chimneys"
                 *     }
                 */
                "application/json": components["schemas"]["Reset"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_providers_api_v1_auth_providers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Providers"];
                };
            };
        };
    };
    refresh_api_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "aisle_lr_…"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTokens"];
                };
            };
        };
    };
    take_step_api_v1_auth_second_step_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "aisle_ot_…",
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    /**
                     * Challenge
                     * Format: password
                     * @description From the answer to the first step.
                     */
                    challenge: string;
                    /** Code */
                    code?: string | null;
                    /** Passkey */
                    passkey?: {
                        [key: string]: unknown;
                    } | null;
                    /** Recovery Code */
                    recovery_code?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"] | components["schemas"]["SecondStep"];
                };
            };
        };
    };
    step_options_api_v1_auth_second_step_passkey_options_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "aisle_ot_…"
                 *     }
                 */
                "application/json": {
                    /**
                     * Challenge
                     * Format: password
                     * @description From the answer to the first step.
                     */
                    challenge: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
        };
    };
    read_session_api_v1_auth_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShown"];
                };
            };
        };
    };
    sign_in_api_v1_auth_sign_in_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@shop.example",
                 *       "password": "seven otters juggle plums",
                 *       "keep": "cookie"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"] | components["schemas"]["SecondStep"];
                };
            };
        };
    };
    find_api_v1_auth_sign_on_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@corp.example"
                 *     }
                 */
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Route"];
                };
            };
        };
    };
    come_back_by_saml_api_v1_auth_sign_on__connection_id__acs_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "SAMLResponse": "PHNhbWxwOlJlc3BvbnNlLz4=",
                 *       "RelayState": "x"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["Body_come_back_by_saml_api_v1_auth_sign_on__connection_id__acs_post"];
            };
        };
        responses: never;
    };
    come_back_api_v1_auth_sign_on__connection_id__callback_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    metadata_api_v1_auth_sign_on__connection_id__metadata_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/samlmetadata+xml": unknown;
                };
            };
        };
    };
    start_api_v1_auth_sign_on__connection_id__start_get: {
        parameters: {
            query?: {
                /** @description A path of this server to go to afterwards. */
                next?: string | null;
            };
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    sign_out_api_v1_auth_sign_out_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sign_up_api_v1_auth_sign_up_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Pike",
                 *       "email": "ada@shop.example",
                 *       "password": "seven otters juggle plums",
                 *       "organization": "Pike"
                 *     }
                 */
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
        };
    };
    verify_api_v1_auth_verify_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "seven otters juggle plums"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordAgain"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    verify_factor_api_v1_auth_verify_factor_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    /** Code */
                    code?: string | null;
                    /** Passkey */
                    passkey?: {
                        [key: string]: unknown;
                    } | null;
                    /** Recovery Code */
                    recovery_code?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    verify_options_api_v1_auth_verify_passkey_options_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
        };
    };
    list_budgets_api_v1_budgets_get: {
        parameters: {
            query?: {
                /** @description Slug or id; without, the whole organization. */
                store?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetsShown"];
                };
            };
        };
    };
    put_budget_api_v1_budgets_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "period": "month",
                 *       "amount": "200.00",
                 *       "currency": "USD",
                 *       "warn_share": "0.8"
                 *     }
                 */
                "application/json": {
                    /** Amount */
                    amount?: number | string | null;
                    /** Currency */
                    currency?: string | null;
                    /**
                     * Period
                     * @description Of UTC.
                     * @enum {string}
                     */
                    period: "month" | "day";
                    /**
                     * Store
                     * @description Slug or id; without, the budget is the organization's.
                     */
                    store?: string | null;
                    /** Tokens */
                    tokens?: number | null;
                    /**
                     * Warn Share
                     * @description Owners get a mail at this share.
                     * @default 0.8
                     */
                    warn_share?: number | string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetShown"];
                };
            };
        };
    };
    delete_budget_api_v1_budgets__budget_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receive_api_v1_hooks__address__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As registered at the shop. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_invitations_api_v1_invitations_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    invite_api_v1_invitations_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sam@shop.example",
                 *       "roles": [
                 *         {
                 *           "role": "support",
                 *           "store": "my-shop"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Email */
                    email: string;
                    /** Roles */
                    roles: {
                        /** Role */
                        role?: string | null;
                        /** Role Id */
                        role_id?: string | null;
                        /** Store */
                        store?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownInvitation"];
                };
            };
        };
    };
    revoke_invitation_api_v1_invitations__invitation_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resend_invitation_api_v1_invitations__invitation_id__resend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownInvitation"];
                };
            };
        };
    };
    list_keys_api_v1_keys_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    create_key_api_v1_keys_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "secret",
                 *       "name": "Importer",
                 *       "stores": [
                 *         "my-shop"
                 *       ],
                 *       "scopes": [
                 *         "read",
                 *         "documents.write"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Expires At */
                    expires_at?: string | null;
                    /**
                     * KeyKind
                     * @description Secret keys are for servers, publishable ones for pages.
                     * @enum {string}
                     */
                    kind: "secret" | "publishable";
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                    /** Origins */
                    origins?: string[];
                    /** Scopes */
                    scopes?: string[];
                    /** Stores */
                    stores?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
        };
    };
    read_key_api_v1_keys__key_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedKey"];
                };
            };
        };
    };
    revoke_key_api_v1_keys__key_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotate_key_api_v1_keys__key_id__rotate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hours": 24
                 *     }
                 */
                "application/json": {
                    /** Expires At */
                    expires_at?: string | null;
                    /**
                     * Hours
                     * @default 24
                     */
                    hours?: number;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
        };
    };
    list_members_api_v1_members_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_member_api_v1_members__member_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownMember"];
                };
            };
        };
    };
    remove_member_api_v1_members__member_id__delete: {
        parameters: {
            query?: {
                /** @description end: their keys end. adopt: they become yours, within your rights. */
                keys?: components["schemas"]["Keys"];
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_member_logins_api_v1_members__member_id__logins_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberLoginList"];
                };
            };
        };
    };
    end_member_logins_api_v1_members__member_id__logins_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    end_member_login_api_v1_members__member_id__logins__member_login_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member_id: string;
                member_login_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resume_member_api_v1_members__member_id__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_roles_api_v1_members__member_id__roles_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "roles": [
                 *         {
                 *           "role": "editor",
                 *           "store": "my-shop"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Roles */
                    roles: {
                        /** Role */
                        role?: string | null;
                        /** Role Id */
                        role_id?: string | null;
                        /** Store */
                        store?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownMember"];
                };
            };
        };
    };
    suspend_member_api_v1_members__member_id__suspend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "On leave."
                 *     }
                 */
                "application/json": {
                    /** Reason */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_model_routes_api_v1_model_routes_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownModelRoutes"];
                };
            };
        };
    };
    change_model_routes_api_v1_model_routes_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "routes": {
                 *         "rewrite": {
                 *           "models": [],
                 *           "prefer": "cheapest"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** Routes */
                    routes: {
                        [key: string]: {
                            canary?: {
                                /** Model */
                                model: string;
                                /**
                                 * Most Failures
                                 * @default 0.2
                                 */
                                most_failures?: number;
                                /** Share */
                                share: number;
                            } | null;
                            ensemble?: {
                                /** Judge */
                                judge?: string | null;
                                /** Models */
                                models: string[];
                                /**
                                 * Settle
                                 * @default vote
                                 * @enum {string}
                                 */
                                settle?: "vote" | "middle" | "judge";
                            } | null;
                            /**
                             * First
                             * @default false
                             */
                            first?: boolean;
                            /**
                             * Hard
                             * @default []
                             */
                            hard?: string[];
                            /**
                             * Hard From
                             * @default 0.5
                             */
                            hard_from?: number;
                            /**
                             * Models
                             * @default []
                             */
                            models?: string[];
                            /** Most Cost */
                            most_cost?: number | string | null;
                            /**
                             * Needs
                             * @default []
                             */
                            needs?: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
                            /**
                             * Prefer
                             * @default order
                             * @enum {string}
                             */
                            prefer?: "order" | "cheapest" | "fastest";
                            shadow?: {
                                /**
                                 * At Once
                                 * @default 4
                                 */
                                at_once?: number;
                                /** Model */
                                model: string;
                                /** Share */
                                share: number;
                            } | null;
                            /** Slowest */
                            slowest?: number | null;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownModelRoutes"];
                };
            };
        };
    };
    list_models_api_v1_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsShown"];
                };
            };
        };
    };
    read_model_api_v1_models__model_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As the list calls it; it may hold slashes. */
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelShown"];
                };
            };
        };
    };
    read_organization_api_v1_organization_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownOrganization"];
                };
            };
        };
    };
    delete_organization_api_v1_organization_delete: {
        parameters: {
            query: {
                /** @description Its name, typed. */
                name: string;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_organization_api_v1_organization_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "security": {
                 *         "mfa_roles": [
                 *           "owner",
                 *           "admin"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name?: string | null;
                    /**
                     * SecurityChange
                     * @description What is left out stays. mfa_roles: names of usual roles, ids of own ones.
                     */
                    security?: {
                        /** Mfa Roles */
                        mfa_roles?: string[] | null;
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownOrganization"];
                };
            };
        };
    };
    list_exports_api_v1_organization_exports_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportList"];
                };
            };
        };
    };
    start_export_api_v1_organization_exports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownExport"];
                };
            };
        };
    };
    delete_export_api_v1_organization_exports__export_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    fetch_export_api_v1_organization_exports__export_id__file_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
        };
    };
    read_rate_limits_api_v1_organization_rate_limits_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRateLimits"];
                };
            };
        };
    };
    change_rate_limits_api_v1_organization_rate_limits_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": {
                 *         "key": {
                 *           "most": 600,
                 *           "burst": 100
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** Rules */
                    rules: {
                        [key: string]: {
                            /** Burst */
                            burst?: number | null;
                            /** Most */
                            most?: number | null;
                            of?: ("requests" | "tokens") | null;
                            per?: ("key" | "user" | "address" | "store" | "organization") | null;
                            /** Seconds */
                            seconds?: number | null;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRateLimits"];
                };
            };
        };
    };
    list_permissions_api_v1_permissions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_local_models_api_v1_platform_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalModelsShown"];
                };
            };
        };
    };
    load_local_model_api_v1_platform_models__name___version__load_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalModelShown"];
                };
            };
        };
    };
    unload_local_model_api_v1_platform_models__name___version__unload_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                name: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_organizations_api_v1_platform_organizations_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resume_organization_api_v1_platform_organizations__organization_id__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    suspend_organization_api_v1_platform_organizations__organization_id__suspend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Unpaid since March."
                 *     }
                 */
                "application/json": {
                    /** Reason */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    begin_visit_api_v1_platform_visits_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization": "018f0000-0000-7000-8000-000000000000",
                 *       "reason": "Ticket 42: imports fail."
                 *     }
                 */
                "application/json": {
                    /**
                     * Minutes
                     * @default 30
                     */
                    minutes?: number;
                    /**
                     * Organization
                     * Format: uuid
                     */
                    organization: string;
                    /** Reason */
                    reason: string;
                    /**
                     * Writes
                     * @default false
                     */
                    writes?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunVisit"];
                };
            };
        };
    };
    list_prompts_api_v1_prompts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_prompt_api_v1_prompts__prompt__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prompt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPrompt"];
                };
            };
        };
    };
    put_prompt_api_v1_prompts__prompt__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prompt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "{{tone}} Use the metric system. Write about {{sentences}} sentences in {{language}}."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @description Why.
                     * @default
                     */
                    note?: string;
                    /** Text */
                    text: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPrompt"];
                };
            };
        };
    };
    list_history_api_v1_prompts__prompt__history_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                prompt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    preview_api_v1_prompts__prompt__preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prompt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "values": {}
                 *     }
                 */
                "application/json": {
                    /** Text */
                    text?: string | null;
                    /** Values */
                    values?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptPreview"];
                };
            };
        };
    };
    roll_back_api_v1_prompts__prompt__rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                prompt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 0
                 *     }
                 */
                "application/json": {
                    /** Version */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPrompt"];
                };
            };
        };
    };
    list_providers_api_v1_providers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvidersShown"];
                };
            };
        };
    };
    add_provider_api_v1_providers_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Our OpenAI",
                 *       "kind": "openai",
                 *       "key": "sk-what-the-provider-gave-you",
                 *       "models": [
                 *         {
                 *           "name": "our-mini",
                 *           "called": "gpt-4.1-mini"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Base Url
                     * @description Up to and without `/chat/completions` and the like; without, the kind's own address.
                     */
                    base_url?: string | null;
                    /**
                     * Key
                     * @description Never shown again.
                     */
                    key?: string | null;
                    /**
                     * Key Header
                     * @description Without, the kind's usual one; `api-key` for Azure.
                     */
                    key_header?: string | null;
                    /**
                     * ProviderKind
                     * @description How its server is spoken to.
                     * @enum {string}
                     */
                    kind: "openai" | "gemini" | "anthropic";
                    /**
                     * Models
                     * @default []
                     */
                    models?: {
                        /**
                         * Called
                         * @description As the provider calls it; without, the same.
                         */
                        called?: string | null;
                        /**
                         * Can
                         * @default []
                         */
                        can?: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
                        /**
                         * Cannot
                         * @default []
                         */
                        cannot?: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
                        /** Context Tokens */
                        context_tokens?: number | null;
                        /**
                         * Dimensions
                         * @description Of its vectors: with it, the model embeds, and is asked through /v1/embeddings.
                         */
                        dimensions?: number | null;
                        /** Most Output Tokens */
                        most_output_tokens?: number | null;
                        /**
                         * Name
                         * @description By which assistants and programs name it here.
                         */
                        name: string;
                        price?: {
                            /** Cached Read */
                            cached_read?: number | string | null;
                            /** Cached Write */
                            cached_write?: number | string | null;
                            /**
                             * Currency
                             * @default USD
                             */
                            currency?: string;
                            /** Input */
                            input: number | string;
                            /** Output */
                            output: number | string;
                            /** Reasoning */
                            reasoning?: number | string | null;
                        } | null;
                        /**
                         * Shadows
                         * @description Whether it takes the place of the installation's model of this name.
                         * @default false
                         */
                        shadows?: boolean;
                    }[];
                    /** Name */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["aisle__web__providers__ProviderShown"];
                };
            };
        };
    };
    read_provider_api_v1_providers__provider_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["aisle__web__providers__ProviderShown"];
                };
            };
        };
    };
    change_provider_api_v1_providers__provider_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Our OpenAI",
                 *       "kind": "openai",
                 *       "key": "sk-what-the-provider-gave-you",
                 *       "models": [
                 *         {
                 *           "name": "our-mini",
                 *           "called": "gpt-4.1-mini"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Base Url
                     * @description Up to and without `/chat/completions` and the like; without, the kind's own address.
                     */
                    base_url?: string | null;
                    /**
                     * Key
                     * @description Never shown again.
                     */
                    key?: string | null;
                    /**
                     * Key Header
                     * @description Without, the kind's usual one; `api-key` for Azure.
                     */
                    key_header?: string | null;
                    /**
                     * ProviderKind
                     * @description How its server is spoken to.
                     * @enum {string}
                     */
                    kind: "openai" | "gemini" | "anthropic";
                    /**
                     * Models
                     * @default []
                     */
                    models?: {
                        /**
                         * Called
                         * @description As the provider calls it; without, the same.
                         */
                        called?: string | null;
                        /**
                         * Can
                         * @default []
                         */
                        can?: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
                        /**
                         * Cannot
                         * @default []
                         */
                        cannot?: ("tools" | "forced_tools" | "json_schema" | "vision" | "stream" | "reasoning" | "seed")[];
                        /** Context Tokens */
                        context_tokens?: number | null;
                        /**
                         * Dimensions
                         * @description Of its vectors: with it, the model embeds, and is asked through /v1/embeddings.
                         */
                        dimensions?: number | null;
                        /** Most Output Tokens */
                        most_output_tokens?: number | null;
                        /**
                         * Name
                         * @description By which assistants and programs name it here.
                         */
                        name: string;
                        price?: {
                            /** Cached Read */
                            cached_read?: number | string | null;
                            /** Cached Write */
                            cached_write?: number | string | null;
                            /**
                             * Currency
                             * @default USD
                             */
                            currency?: string;
                            /** Input */
                            input: number | string;
                            /** Output */
                            output: number | string;
                            /** Reasoning */
                            reasoning?: number | string | null;
                        } | null;
                        /**
                         * Shadows
                         * @description Whether it takes the place of the installation's model of this name.
                         * @default false
                         */
                        shadows?: boolean;
                    }[];
                    /** Name */
                    name: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["aisle__web__providers__ProviderShown"];
                };
            };
        };
    };
    delete_provider_api_v1_providers__provider_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_key_api_v1_providers__provider_id__key_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "sk-the-new-one"
                 *     }
                 */
                "application/json": {
                    /** Key */
                    key: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["aisle__web__providers__ProviderShown"];
                };
            };
        };
    };
    change_state_api_v1_providers__provider_id__state_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "suspended": true
                 *     }
                 */
                "application/json": {
                    /** Suspended */
                    suspended: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["aisle__web__providers__ProviderShown"];
                };
            };
        };
    };
    test_provider_api_v1_providers__provider_id__test_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "our-mini"
                 *     }
                 */
                "application/json": {
                    /** Model */
                    model?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderTried"];
                };
            };
        };
    };
    list_roles_api_v1_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    create_role_api_v1_roles_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Merchandiser",
                 *       "permissions": [
                 *         "products.read",
                 *         "catalog.write"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name: string;
                    /** Permissions */
                    permissions: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRole"];
                };
            };
        };
    };
    delete_role_api_v1_roles__role_id__delete: {
        parameters: {
            query?: {
                /** @description Name of a usual role, or id of another, for who has it. */
                replace_with?: string | null;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_role_api_v1_roles__role_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Buyer"
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name?: string | null;
                    /** Permissions */
                    permissions?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRole"];
                };
            };
        };
    };
    list_schemas_api_v1_schemas_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    create_schema_api_v1_schemas_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "size_advice",
                 *       "title": "Size advice",
                 *       "instructions": "Find the sizes that are asked about.",
                 *       "schema": {
                 *         "type": "object",
                 *         "properties": {
                 *           "sizes": {
                 *             "type": "array",
                 *             "items": {
                 *               "type": "string"
                 *             }
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * Description
                     * @default
                     */
                    description?: string;
                    /** Examples */
                    examples?: {
                        /** Text */
                        text: string;
                        /** Value */
                        value: unknown;
                    }[];
                    /**
                     * Instructions
                     * @default
                     */
                    instructions?: string;
                    /**
                     * Name
                     * @description Small letters, digits, _ and -.
                     */
                    name: string;
                    /**
                     * Schema
                     * @description JSON Schema, draft 2020-12.
                     */
                    schema: unknown;
                    /**
                     * Title
                     * @default
                     */
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownSchema"];
                };
            };
        };
    };
    read_schema_api_v1_schemas__schema__get: {
        parameters: {
            query?: {
                /** @description The newest where none is said. */
                version?: number | null;
            };
            header?: never;
            path: {
                /** @description Of a shipped schema or an own one. */
                schema: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownSchema"];
                };
            };
        };
    };
    put_schema_api_v1_schemas__schema__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of a shipped schema or an own one. */
                schema: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Size advice",
                 *       "instructions": "Find the sizes that are asked about.",
                 *       "schema": {
                 *         "type": "object",
                 *         "properties": {
                 *           "sizes": {
                 *             "type": "array",
                 *             "items": {
                 *               "type": "string"
                 *             }
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * Description
                     * @default
                     */
                    description?: string;
                    /** Examples */
                    examples?: {
                        /** Text */
                        text: string;
                        /** Value */
                        value: unknown;
                    }[];
                    /**
                     * Instructions
                     * @default
                     */
                    instructions?: string;
                    /**
                     * Schema
                     * @description JSON Schema, draft 2020-12.
                     */
                    schema: unknown;
                    /**
                     * Title
                     * @default
                     */
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownSchema"];
                };
            };
        };
    };
    delete_schema_api_v1_schemas__schema__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Of a shipped schema or an own one. */
                schema: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_versions_api_v1_schemas__schema__versions_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Of a shipped schema or an own one. */
                schema: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    search_federated_api_v1_search_federated_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "a tent for two",
                 *       "stores": [
                 *         "north",
                 *         "south"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /** Kinds */
                    kinds?: ("product" | "passage")[] | null;
                    /**
                     * Limit
                     * @default 10
                     */
                    limit?: number;
                    /** Market */
                    market?: string | null;
                    /**
                     * Mode
                     * @description Which legs take part.
                     * @enum {string}
                     */
                    mode?: "hybrid" | "semantic" | "keyword";
                    /** Query */
                    query: string;
                    /**
                     * Stores
                     * @default []
                     */
                    stores?: string[];
                    /**
                     * Versions
                     * @default []
                     */
                    versions?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    start_session_api_v1_sessions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "consent": {
                 *         "given": true,
                 *         "words_version": "1",
                 *         "language": "en"
                 *       }
                 *     }
                 */
                "application/json": {
                    consent?: {
                        /** Given */
                        given: boolean;
                        /** Language */
                        language: string;
                        /** Words Version */
                        words_version: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSession"];
                };
            };
        };
    };
    send_code_api_v1_sessions_code_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "name@shop.example"
                 *     }
                 */
                "application/json": {
                    /** Email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sent"];
                };
            };
        };
    };
    verify_code_api_v1_sessions_code_verify_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    /** Code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopperShown"];
                };
            };
        };
    };
    current_session_api_v1_sessions_current_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
        };
    };
    end_session_api_v1_sessions_current_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    identify_api_v1_sessions_identify_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLiJ9.eyJzdWIiOiIuLi4ifQ.c2ln"
                 *     }
                 */
                "application/json": {
                    /** Token */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopperShown"];
                };
            };
        };
    };
    list_connections_api_v1_sign_on_connections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connections"];
                };
            };
        };
    };
    create_api_v1_sign_on_connections_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "oidc",
                 *       "name": "Corp",
                 *       "issuer": "https://login.corp.example",
                 *       "client_id": "aisle",
                 *       "client_secret": "what the provider gave you",
                 *       "roles": {
                 *         "rules": [
                 *           {
                 *             "group": "shop-editors",
                 *             "role": "editor"
                 *           }
                 *         ],
                 *         "default_role": "analyst"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ConnectionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionShown"];
                };
            };
        };
    };
    change_api_v1_sign_on_connections__connection_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "oidc",
                 *       "name": "Corp",
                 *       "issuer": "https://login.corp.example",
                 *       "client_id": "aisle",
                 *       "client_secret": "what the provider gave you",
                 *       "roles": {
                 *         "rules": [
                 *           {
                 *             "group": "shop-editors",
                 *             "role": "editor"
                 *           }
                 *         ],
                 *         "default_role": "analyst"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ConnectionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionShown"];
                };
            };
        };
    };
    delete_api_v1_sign_on_connections__connection_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    add_domain_api_v1_sign_on_connections__connection_id__domains_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "domain": "corp.example"
                 *     }
                 */
                "application/json": components["schemas"]["DomainBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainShown"];
                };
            };
        };
    };
    remove_domain_api_v1_sign_on_connections__connection_id__domains__domain__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    verify_domain_api_v1_sign_on_connections__connection_id__domains__domain__verify_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainShown"];
                };
            };
        };
    };
    switch_api_v1_sign_on_connections__connection_id__state_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "required": false
                 *     }
                 */
                "application/json": components["schemas"]["SwitchBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionShown"];
                };
            };
        };
    };
    test_api_v1_sign_on_connections__connection_id__test_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
        };
    };
    list_stores_api_v1_stores_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreList"];
                };
            };
        };
    };
    open_store_api_v1_stores_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "my-shop",
                 *       "name": "My shop",
                 *       "currency": "EUR",
                 *       "language": "de"
                 *     }
                 */
                "application/json": {
                    /**
                     * Currency
                     * @default GBP
                     */
                    currency?: string;
                    /**
                     * Language
                     * @default en
                     */
                    language?: string;
                    /** Name */
                    name: string;
                    /** Site Url */
                    site_url?: string | null;
                    /** Slug */
                    slug: string;
                    /**
                     * Time Zone
                     * @default UTC
                     */
                    time_zone?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeStore"];
                };
            };
        };
    };
    read_store_api_v1_stores__store__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeStore"];
                };
            };
        };
    };
    delete_store_api_v1_stores__store__delete: {
        parameters: {
            query: {
                /** @description The store's name, typed. */
                name: string;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_store_api_v1_stores__store__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "greeting": "Hello"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** Currency */
                    currency?: string | null;
                    /** Language */
                    language?: string | null;
                    /** Name */
                    name?: string | null;
                    /** Settings */
                    settings?: {
                        [key: string]: unknown;
                    };
                    /** Site Url */
                    site_url?: string | null;
                    /** Time Zone */
                    time_zone?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeStore"];
                };
            };
        };
    };
    analyze_api_v1_stores__store__analyze_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Where is my order 10482?",
                 *       "schema_name": "intent"
                 *     }
                 */
                "application/json": {
                    /** Images */
                    images?: {
                        /** Data */
                        data: string;
                    }[];
                    /**
                     * Instructions
                     * @description What to look for.
                     * @default
                     */
                    instructions?: string;
                    /**
                     * Max Tokens
                     * @description Most of each answer.
                     * @default 4096
                     */
                    max_tokens?: number;
                    /**
                     * Model
                     * @description A name of the settings; none: the usual one.
                     */
                    model?: string | null;
                    /**
                     * Schema
                     * @description JSON Schema, draft 2020-12.
                     */
                    schema?: unknown;
                    /** Schema Name */
                    schema_name?: string | null;
                    /**
                     * Schema Version
                     * @description The newest where none is said.
                     */
                    schema_version?: number | null;
                    /**
                     * Text
                     * @default
                     */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisReply"];
                };
            };
        };
    };
    list_batches_api_v1_stores__store__article_batches_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    plan_edit_api_v1_stores__store__article_batches_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "listed": {
                 *         "tag": "returns"
                 *       },
                 *       "replace": {
                 *         "search": "30 days",
                 *         "instead": "60 days"
                 *       },
                 *       "then": "publish"
                 *     }
                 */
                "application/json": {
                    /**
                     * Add Tags
                     * @default []
                     */
                    add_tags?: string[];
                    /**
                     * Articles
                     * @default []
                     */
                    articles?: string[];
                    /**
                     * Category Id
                     * @description null takes articles out of their category; leave it out to keep it.
                     */
                    category_id?: string | null;
                    listed?: {
                        /** Archived */
                        archived?: boolean | null;
                        /** Category Id */
                        category_id?: string | null;
                        /** Language */
                        language?: string | null;
                        /** Q */
                        q?: string | null;
                        state?: ("live" | "scheduled" | "in_review" | "expired" | "draft") | null;
                        /** Tag */
                        tag?: string | null;
                    } | null;
                    /**
                     * Remove Tags
                     * @default []
                     */
                    remove_tags?: string[];
                    replace?: {
                        /**
                         * Any Case
                         * @default false
                         */
                        any_case?: boolean;
                        /**
                         * Instead
                         * @default
                         */
                        instead?: string;
                        /** Search */
                        search: string;
                    } | null;
                    /**
                     * ThenDo
                     * @description What becomes of the changed drafts: they stay drafts, are handed in, go live, or their articles are put away.
                     * @enum {string}
                     */
                    then?: "draft" | "submit" | "publish" | "archive";
                    validity?: {
                        /**
                         * Markets
                         * @default []
                         */
                        markets?: string[];
                        /** Valid From */
                        valid_from?: string | null;
                        /** Valid Until */
                        valid_until?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_batch_api_v1_stores__store__article_batches__batch_id__get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                batch_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    apply_batch_api_v1_stores__store__article_batches__batch_id__apply_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                batch_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    undo_batch_api_v1_stores__store__article_batches__batch_id__undo_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                batch_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    plan_upload_api_v1_stores__store__article_batches_upload_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         "(faq.csv)",
                 *         "(returns.docx)"
                 *       ],
                 *       "language": "en",
                 *       "then": "draft"
                 *     }
                 */
                "multipart/form-data": {
                    /** @description Path of a category that is there. */
                    category?: string;
                    files: string[];
                    /** @description Two letters, for files and rows that do not say theirs. */
                    language?: string;
                    tags?: string;
                    /** @enum {string} */
                    then?: "draft" | "submit" | "publish" | "archive";
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_categories_api_v1_stores__store__article_categories_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    add_category_api_v1_stores__store__article_categories_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Delivery"
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name: string;
                    /** Parent Id */
                    parent_id?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_category_api_v1_stores__store__article_categories__category_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Delivery and returns"
                 *     }
                 */
                "application/json": {
                    /** Name */
                    name: string;
                    /** Parent Id */
                    parent_id?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    remove_category_api_v1_stores__store__article_categories__category_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                category_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    count_articles_api_v1_stores__store__article_counts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    broken_references_api_v1_stores__store__article_references_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_articles_api_v1_stores__store__articles_get: {
        parameters: {
            query?: {
                /** @description Those that were put away, or all but those. */
                archived?: boolean | null;
                category_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                language?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description The article's key. */
                name?: string | null;
                /** @description Words in key or title. */
                q?: string | null;
                /** @description Whose review is due by this day. */
                review_by?: string | null;
                state?: components["schemas"]["ArticleState"] | null;
                tag?: string | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    begin_article_api_v1_stores__store__articles_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "language": "en",
                 *       "title": "Returns",
                 *       "body": "You can send goods back within 60 days. Postage is {{product:return-label.price}}.",
                 *       "tags": [
                 *         "returns"
                 *       ],
                 *       "markets": [
                 *         "de",
                 *         "at"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Body
                     * @description Markdown.
                     * @default
                     */
                    body?: string;
                    /** Category Id */
                    category_id?: string | null;
                    /**
                     * Key
                     * @description Made of the title if left out.
                     */
                    key?: string | null;
                    /** Language */
                    language: string;
                    /**
                     * Markets
                     * @description For shoppers of these markets alone; none: for all.
                     * @default []
                     */
                    markets?: string[];
                    /**
                     * Tags
                     * @default []
                     */
                    tags?: string[];
                    /** Title */
                    title: string;
                    /**
                     * Valid From
                     * @description Not used before this moment.
                     */
                    valid_from?: string | null;
                    /**
                     * Valid Until
                     * @description Not used from this moment on.
                     */
                    valid_until?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_article_api_v1_stores__store__articles__article_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    delete_article_api_v1_stores__store__articles__article_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    archive_article_api_v1_stores__store__articles__article_id__archive_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "Checked with the warehouse."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resolve_comment_api_v1_stores__store__articles__article_id__comments__comment_id__resolve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                comment_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    diff_texts_api_v1_stores__store__articles__article_id__diff_get: {
        parameters: {
            query?: {
                /** @description `draft`, `live`, a version's number, or `save-` with a save's number. */
                after?: string;
                /** @description `draft`, `live`, a version's number, or `save-` with a save's number. */
                before?: string;
            };
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    save_draft_api_v1_stores__store__articles__article_id__draft_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "based_on": 1,
                 *       "title": "Returns",
                 *       "body": "You can send goods back within 60 days. Postage is {{product:return-label.price}}.",
                 *       "tags": [
                 *         "returns"
                 *       ],
                 *       "markets": [
                 *         "de",
                 *         "at"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Based On */
                    based_on: number;
                    /**
                     * Body
                     * @description Markdown.
                     * @default
                     */
                    body?: string;
                    /** Category Id */
                    category_id?: string | null;
                    /**
                     * Markets
                     * @description For shoppers of these markets alone; none: for all.
                     * @default []
                     */
                    markets?: string[];
                    /**
                     * Tags
                     * @default []
                     */
                    tags?: string[];
                    /**
                     * Title
                     * @default
                     */
                    title?: string;
                    /**
                     * Valid From
                     * @description Not used before this moment.
                     */
                    valid_from?: string | null;
                    /**
                     * Valid Until
                     * @description Not used from this moment on.
                     */
                    valid_until?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_history_api_v1_stores__store__articles__article_id__history_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    restore_article_api_v1_stores__store__articles__article_id__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "Checked with the warehouse."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    set_review_api_v1_stores__store__articles__article_id__review_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": "2027-03-01",
                 *       "every_days": 180
                 *     }
                 */
                "application/json": {
                    /** Every Days */
                    every_days?: number | null;
                    /** On */
                    on: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    mark_reviewed_api_v1_stores__store__articles__article_id__reviewed_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "Checked with the warehouse."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roll_back_api_v1_stores__store__articles__article_id__rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 3,
                 *       "note": "The new terms begin later."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                    /** Version */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_saves_api_v1_stores__store__articles__article_id__saves_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_save_api_v1_stores__store__articles__article_id__saves__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_uses_api_v1_stores__store__articles__article_id__uses_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleUses"];
                };
            };
        };
    };
    list_versions_api_v1_stores__store__articles__article_id__versions_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    submit_api_v1_stores__store__articles__article_id__versions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "Checked with the warehouse."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_version_api_v1_stores__store__articles__article_id__versions__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    approve_api_v1_stores__store__articles__article_id__versions__number__approve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "publish_at": "2026-11-27T00:00:00+01:00"
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                    /** Publish At */
                    publish_at?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_comments_api_v1_stores__store__articles__article_id__versions__number__comments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    add_comment_api_v1_stores__store__articles__article_id__versions__number__comments_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Is that so in Austria?",
                 *       "quote": "within 60 days"
                 *     }
                 */
                "application/json": {
                    /** Body */
                    body: string;
                    /**
                     * Quote
                     * @default
                     */
                    quote?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    measure_effect_api_v1_stores__store__articles__article_id__versions__number__effect_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    reject_api_v1_stores__store__articles__article_id__versions__number__reject_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "It is 60 days, not 30."
                 *     }
                 */
                "application/json": {
                    /**
                     * Note
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    schedule_api_v1_stores__store__articles__article_id__versions__number__schedule_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "publish_at": "2026-11-27T00:00:00+01:00"
                 *     }
                 */
                "application/json": {
                    /**
                     * Publish At
                     * Format: date-time
                     */
                    publish_at: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    take_back_api_v1_stores__store__articles__article_id__versions__number__withdraw_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                article_id: string;
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_assistant_api_v1_stores__store__assistant_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_assistant_api_v1_stores__store__assistant_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the changes were made to. */
                "if-match"?: string | null;
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tone": "plain",
                 *       "languages": [
                 *         "en",
                 *         "de"
                 *       ],
                 *       "model": "quote"
                 *     }
                 */
                "application/json": {
                    /**
                     * Avoids
                     * @description Words that no sentence of an answer may hold. At most 50.
                     * @default []
                     */
                    avoids?: string[];
                    /**
                     * Falls Back
                     * @description Whether to quote when the model fails.
                     * @default true
                     */
                    falls_back?: boolean;
                    /**
                     * KeptAnswers
                     * @description Whether an answer may be given again: never, to the same question, or also to one that means the same.
                     * @enum {string}
                     */
                    kept_answers?: "off" | "exact" | "semantic";
                    /**
                     * Languages
                     * @description Codes; the first for shoppers of any other. None: any.
                     * @default []
                     */
                    languages?: string[];
                    /**
                     * Least Evidence
                     * @description The score, 0 to 1, below which no passage is used.
                     * @default 0
                     */
                    least_evidence?: number;
                    /**
                     * Length
                     * @description How much it says: about two, four or eight sentences.
                     * @enum {string}
                     */
                    length?: "short" | "medium" | "long";
                    /**
                     * Model
                     * @description `quote` for none; null for the installation's usual one.
                     */
                    model?: string | null;
                    /**
                     * Refusal
                     * @description What is said then; empty for the usual words.
                     * @default
                     */
                    refusal?: string;
                    /**
                     * Refuses
                     * @description Topics that are refused: a message with all words of one. At most 30.
                     * @default []
                     */
                    refuses?: string[];
                    /**
                     * Source Weights
                     * @description By a source's id how much its passages count: 0 for not at all, 1 as found, at most 3.
                     * @default {}
                     */
                    source_weights?: {
                        [key: string]: number;
                    };
                    /**
                     * Tone
                     * @description How an assistant speaks.
                     * @enum {string}
                     */
                    tone?: "friendly" | "plain" | "expert" | "lively" | "formal";
                    /**
                     * Unsupported
                     * @description What becomes of a sentence that the evidence does not bear out.
                     *
                     *     Drop: the shopper never sees it. Mark: it is shown as not found in the shop's sources. Ask: it is left out, and the
                     *     answer ends with a question that would settle it, or the offer of a person.
                     * @enum {string}
                     */
                    unsupported?: "drop" | "mark" | "ask";
                    /**
                     * Words
                     * @description The merchant's own words on manner; at most 2,000 characters. `{store}` and the other names of `/assistant/variables` are filled in for each answer.
                     * @default
                     */
                    words?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    compare_assistant_api_v1_stores__store__assistant_diff_get: {
        parameters: {
            query?: {
                after?: string;
                before?: string;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_models_api_v1_stores__store__assistant_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    try_assistant_api_v1_stores__store__assistant_preview_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message": "How long can I return goods?",
                 *       "release": "draft"
                 *     }
                 */
                "application/json": {
                    /**
                     * Basket
                     * @description Handles, ids, SKUs or bar codes of products.
                     * @default []
                     */
                    basket?: string[];
                    /** Client Message Id */
                    client_message_id?: string | null;
                    /**
                     * Conversation Id
                     * @description Of an earlier try; without one a new chat begins.
                     */
                    conversation_id?: string | null;
                    /**
                     * Language
                     * @description Of the made-up shopper's browser: where their words tell none.
                     */
                    language?: string | null;
                    /** Market */
                    market?: string | null;
                    /** Message */
                    message: string;
                    /**
                     * Page
                     * @description Path or address of the shop's page where it would be asked.
                     */
                    page?: string | null;
                    /**
                     * Release
                     * @description `draft`, `live`, or a release's number.
                     * @default draft
                     */
                    release?: string;
                    /**
                     * Signed In
                     * @description Whether the shop knows the made-up shopper. They are nobody real.
                     * @default false
                     */
                    signed_in?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
        };
    };
    list_releases_api_v1_stores__store__assistant_releases_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    publish_draft_api_v1_stores__store__assistant_releases_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected": 1
                 *     }
                 */
                "application/json": {
                    /**
                     * Expected
                     * @description The number of the release that answers now, as far as you know.
                     */
                    expected: number;
                    /**
                     * Note
                     * @description Why, for those who read the history.
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_release_api_v1_stores__store__assistant_releases__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roll_back_api_v1_stores__store__assistant_releases__number__rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected": 2
                 *     }
                 */
                "application/json": {
                    /**
                     * Expected
                     * @description The number of the release that answers now, as far as you know.
                     */
                    expected: number;
                    /**
                     * Note
                     * @description Why, for those who read the history.
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_tones_api_v1_stores__store__assistant_tones_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_variables_api_v1_stores__store__assistant_variables_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    show_cache_api_v1_stores__store__cache_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    clear_cache_api_v1_stores__store__cache_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
        };
    };
    list_imports_api_v1_stores__store__catalog_imports_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    start_import_api_v1_stores__store__catalog_imports_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "(products.csv)",
                 *       "mapping": "{\"price\": \"Regular price\"}",
                 *       "dry_run": true
                 *     }
                 */
                "multipart/form-data": {
                    currency?: string;
                    dry_run?: boolean;
                    /** Format: binary */
                    file: string;
                    /** @description Corrections of the guessed mapping, as JSON. */
                    mapping?: string;
                    replace?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_import_api_v1_stores__store__catalog_imports__import_id__get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                import_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    browse_categories_api_v1_stores__store__categories_get: {
        parameters: {
            query?: {
                /** @description Levels below it. */
                depth?: number;
                /** @description A category's path; blank is the whole store. */
                path?: string;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    chat_api_v1_stores__store__chat_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message": "A tent for two under £300",
                 *       "client_message_id": "6f1c"
                 *     }
                 */
                "application/json": {
                    /**
                     * Attachments
                     * @description Photos by the ids that POST /photos gave.
                     * @default []
                     */
                    attachments?: {
                        /**
                         * Id
                         * Format: uuid
                         */
                        id: string;
                        /**
                         * Type
                         * @constant
                         */
                        type: "photo";
                    }[];
                    /**
                     * Basket
                     * @description What the page says lies in the shopper's basket: handles, ids, SKUs or bar codes of products. Others are left out.
                     * @default []
                     */
                    basket?: string[];
                    /** Client Message Id */
                    client_message_id?: string | null;
                    /** Conversation Id */
                    conversation_id?: string | null;
                    /**
                     * Edits
                     * @description The turn whose words these replace; it stays as a version.
                     */
                    edits?: string | null;
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /**
                     * Id
                     * @description useChat's name of the conversation: the same one goes on in it.
                     */
                    id?: string | null;
                    /**
                     * Ignore
                     * @description Ids of filters read from the words that shall not hold.
                     * @default []
                     */
                    ignore?: string[];
                    /**
                     * Improve
                     * @description Whether the chat may be used to improve answers; the conversation remembers it.
                     */
                    improve?: boolean | null;
                    /**
                     * Market
                     * @description The shopper's market or country; the conversation remembers it.
                     */
                    market?: string | null;
                    /** Message */
                    message?: string | null;
                    /**
                     * Messageid
                     * @description useChat's: the message that it asks it of.
                     */
                    messageId?: string | null;
                    /** Messages */
                    messages?: {
                        [key: string]: unknown;
                    }[] | null;
                    /**
                     * Page
                     * @description Path or address of the shop's page where it is said.
                     */
                    page?: string | null;
                    /**
                     * Trigger
                     * @description useChat's: what it asks for.
                     */
                    trigger?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
        };
    };
    resume_api_v1_stores__store__chat__conversation_id__stream_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    go_on_api_v1_stores__store__chat__turn_id__continue_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                turn_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_message_id": "6f1e"
                 *     }
                 */
                "application/json": {
                    /** Client Message Id */
                    client_message_id?: string | null;
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /**
                     * Ignore
                     * @description Ids of filters read from the words that shall not hold.
                     * @default []
                     */
                    ignore?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
        };
    };
    regenerate_api_v1_stores__store__chat__turn_id__regenerate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                turn_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_message_id": "6f1d"
                 *     }
                 */
                "application/json": {
                    /** Client Message Id */
                    client_message_id?: string | null;
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /**
                     * Ignore
                     * @description Ids of filters read from the words that shall not hold.
                     * @default []
                     */
                    ignore?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatReply"];
                };
            };
        };
    };
    stop_api_v1_stores__store__chat__turn_id__stop_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                turn_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    open_citation_api_v1_stores__store__citations__citation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                citation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_labels_api_v1_stores__store__conversation_labels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_views_api_v1_stores__store__conversation_views_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
        };
    };
    save_view_api_v1_stores__store__conversation_views_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Unhappy",
                 *       "filters": {
                 *         "rating": "down"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * ViewFilters
                     * @description Filters of a list, as it takes them.
                     */
                    filters: {
                        /** Label */
                        label?: string | null;
                        /** Language */
                        language?: string | null;
                        outcome?: ("answered" | "abstained" | "clarified" | "stopped" | "failed") | null;
                        /** Page */
                        page?: string | null;
                        /** Photo */
                        photo?: boolean | null;
                        /** Rating */
                        rating?: string | null;
                        /** Since */
                        since?: string | null;
                        state?: ("open" | "archived" | "running") | null;
                        /** Text */
                        text?: string | null;
                        /** Trouble */
                        trouble?: boolean | null;
                        /** Until */
                        until?: string | null;
                    };
                    /** Name */
                    name: string;
                    /**
                     * Shared
                     * @default false
                     */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    change_view_api_v1_stores__store__conversation_views__view_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
                view_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Unhappy",
                 *       "filters": {
                 *         "rating": "down"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * ViewFilters
                     * @description Filters of a list, as it takes them.
                     */
                    filters: {
                        /** Label */
                        label?: string | null;
                        /** Language */
                        language?: string | null;
                        outcome?: ("answered" | "abstained" | "clarified" | "stopped" | "failed") | null;
                        /** Page */
                        page?: string | null;
                        /** Photo */
                        photo?: boolean | null;
                        /** Rating */
                        rating?: string | null;
                        /** Since */
                        since?: string | null;
                        state?: ("open" | "archived" | "running") | null;
                        /** Text */
                        text?: string | null;
                        /** Trouble */
                        trouble?: boolean | null;
                        /** Until */
                        until?: string | null;
                    };
                    /** Name */
                    name: string;
                    /**
                     * Shared
                     * @default false
                     */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    delete_view_api_v1_stores__store__conversation_views__view_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_conversations_api_v1_stores__store__conversations_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                label?: string | null;
                language?: string | null;
                /** @description Items on a page. */
                limit?: number;
                outcome?: components["schemas"]["Outcome"] | null;
                /** @description How its path begins. */
                page?: string | null;
                /** @description The shopper sent a photo. */
                photo?: boolean | null;
                /** @description Words that a conversation has all of, in any of their forms; parts of numbers, too. */
                q?: string | null;
                rating?: string | null;
                /** @description With its time zone. */
                since?: string | null;
                state?: components["schemas"]["InboxState"] | null;
                /** @description An answer failed, broke off, or was quoted because a model failed. */
                trouble?: boolean | null;
                /** @description With its time zone. */
                until?: string | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
        };
    };
    delete_conversation_api_v1_stores__store__conversations__conversation_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    set_archived_api_v1_stores__store__conversations__conversation_id__archived_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "archived": true
                 *     }
                 */
                "application/json": {
                    /** Archived */
                    archived: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_branch_api_v1_stores__store__conversations__conversation_id__branch_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "turn_id": "019a9d0c-8f55-7c1e-9c55-0e3f6d0c1a2b"
                 *     }
                 */
                "application/json": {
                    /**
                     * Turn Id
                     * Format: uuid
                     */
                    turn_id: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    choose_api_v1_stores__store__conversations__conversation_id__choices_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "improve": false
                 *     }
                 */
                "application/json": {
                    /** Improve */
                    improve: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    keep_draft_api_v1_stores__store__conversations__conversation_id__draft_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "I will ask"
                 *     }
                 */
                "application/json": {
                    /** Body */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    set_labels_api_v1_stores__store__conversations__conversation_id__labels_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "labels": [
                 *         "returns"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Labels */
                    labels: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_messages_api_v1_stores__store__conversations__conversation_id__messages_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    add_note_api_v1_stores__store__conversations__conversation_id__notes_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Asked the warehouse."
                 *     }
                 */
                "application/json": {
                    /** Body */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
        };
    };
    edit_note_api_v1_stores__store__conversations__conversation_id__notes__note_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                note_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "The warehouse has two."
                 *     }
                 */
                "application/json": {
                    /** Body */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
        };
    };
    remove_note_api_v1_stores__store__conversations__conversation_id__notes__note_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation_id: string;
                note_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    appear_api_v1_stores__store__conversations__conversation_id__presence_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "typing": false
                 *     }
                 */
                "application/json": {
                    /**
                     * Typing
                     * @default false
                     */
                    typing?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresentStaff"];
                };
            };
        };
    };
    disappear_api_v1_stores__store__conversations__conversation_id__presence_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_side_api_v1_stores__store__conversations__conversation_id__side_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationSide"];
                };
            };
        };
    };
    follow_conversations_api_v1_stores__store__conversations_events_get: {
        parameters: {
            query?: {
                /** @description `after` of the answer before. */
                after?: number | null;
                /** @description One alone. */
                conversation_id?: string | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    list_dead_letters_api_v1_stores__store__dead_letters_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
        };
    };
    discard_dead_letters_api_v1_stores__store__dead_letters_discard_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "ingest_documents",
                 *       "cause": "The parser ended."
                 *     }
                 */
                "application/json": {
                    /** Cause */
                    cause: string;
                    /** Kind */
                    kind: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
        };
    };
    retry_dead_letters_api_v1_stores__store__dead_letters_retry_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "ingest_documents",
                 *       "cause": "The parser ended."
                 *     }
                 */
                "application/json": {
                    /** Cause */
                    cause: string;
                    /** Kind */
                    kind: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
        };
    };
    list_documents_api_v1_stores__store__documents_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                source_id?: string | null;
                state?: components["schemas"]["DocumentState"] | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    upload_api_v1_stores__store__documents_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Category */
                    category?: string | null;
                    /** Language */
                    language?: string | null;
                    /**
                     * Name
                     * @description Sending the same name again makes a new version. Default: the title.
                     */
                    name?: string | null;
                    /** Tags */
                    tags?: string[];
                    /** Text */
                    text: string;
                    /** Title */
                    title: string;
                    /** Url */
                    url?: string | null;
                } | {
                    documents?: unknown[];
                };
                /**
                 * @example {
                 *       "files": [
                 *         "(returns.pdf)",
                 *         "(care.docx)"
                 *       ],
                 *       "tags": "policy, care"
                 *     }
                 */
                "multipart/form-data": {
                    category?: string;
                    files: string[];
                    language?: string;
                    tags?: string;
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_document_api_v1_stores__store__documents__document_id__get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                document_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    delete_document_api_v1_stores__store__documents__document_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                document_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    document_origins_api_v1_stores__store__documents__document_id__origins_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    preview_chunks_api_v1_stores__store__documents_preview_post: {
        parameters: {
            query?: {
                overlap_tokens?: number | null;
                size_tokens?: number | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         "(returns.pdf)",
                 *         "(care.docx)"
                 *       ],
                 *       "tags": "policy, care"
                 *     }
                 */
                "multipart/form-data": {
                    category?: string;
                    files: string[];
                    language?: string;
                    tags?: string;
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    frequent_questions_api_v1_stores__store__faq_get: {
        parameters: {
            query: {
                limit?: number;
                market?: string | null;
                question: string;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_feedback_api_v1_stores__store__feedback_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                rating?: string | null;
                reason?: string | null;
                /** @description With its time zone. */
                since?: string | null;
                /** @description Whether somebody has dealt with it. */
                state?: string | null;
                /** @description With its time zone. */
                until?: string | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackPage"];
                };
            };
        };
    };
    deal_with_api_v1_stores__store__feedback__message_id__dealt_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dealt": true
                 *     }
                 */
                "application/json": {
                    /** Dealt */
                    dealt: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownFeedback"];
                };
            };
        };
    };
    read_home_api_v1_stores__store__home_get: {
        parameters: {
            query?: {
                period?: components["schemas"]["Period"];
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomePage"];
                };
            };
        };
    };
    list_questions_api_v1_stores__store__index_questions_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    add_questions_api_v1_stores__store__index_questions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "questions": [
                 *         {
                 *           "question": "Can I wash it?",
                 *           "documents": [
                 *             "care.md"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Questions */
                    questions: {
                        /**
                         * Documents
                         * @default []
                         */
                        documents?: string[];
                        /**
                         * Products
                         * @default []
                         */
                        products?: string[];
                        /** Question */
                        question: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    remove_question_api_v1_stores__store__index_questions__question_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                question_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_versions_api_v1_stores__store__index_versions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    build_version_api_v1_stores__store__index_versions_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "chunking": {
                 *         "size_tokens": 120
                 *       },
                 *       "dry_run": true
                 *     }
                 */
                "application/json": {
                    /**
                     * ChunkingIn
                     * @description How documents are cut; what is absent stays as it is live.
                     */
                    chunking?: {
                        /** Overlap Tokens */
                        overlap_tokens?: number | null;
                        /** Size Tokens */
                        size_tokens?: number | null;
                        /** Tokens Of */
                        tokens_of?: string | null;
                    };
                    /**
                     * Dry Run
                     * @default false
                     */
                    dry_run?: boolean;
                    /** Embedder */
                    embedder?: string | null;
                    /** Price Per Million Tokens */
                    price_per_million_tokens?: number | null;
                    /** Vector Store */
                    vector_store?: string | null;
                    /** Weights */
                    weights?: {
                        [key: string]: number;
                    };
                };
            };
        };
        responses: {
            /** @description What a dry run says; nothing is built. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_version_api_v1_stores__store__index_versions__version_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    retire_version_api_v1_stores__store__index_versions__version_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    activate_version_api_v1_stores__store__index_versions__version_id__activate_post: {
        parameters: {
            query?: {
                /** @description The version that was live when this was decided; another one then refuses. */
                expected?: string | null;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    pause_version_api_v1_stores__store__index_versions__version_id__pause_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resume_version_api_v1_stores__store__index_versions__version_id__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    compare_versions_api_v1_stores__store__index_versions_compare_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "before": "0198c0de-0000-7000-8000-000000000001",
                 *       "after": "0198c0de-0000-7000-8000-000000000002",
                 *       "generated": true
                 *     }
                 */
                "application/json": {
                    /**
                     * After
                     * Format: uuid
                     */
                    after: string;
                    /**
                     * Before
                     * Format: uuid
                     */
                    before: string;
                    /**
                     * Generated
                     * @default false
                     */
                    generated?: boolean;
                    /**
                     * K
                     * @default 10
                     */
                    k?: number;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roll_back_api_v1_stores__store__index_versions_rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_paused_kinds_api_v1_stores__store__job_pauses_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PausedKinds"];
                };
            };
        };
    };
    set_paused_kinds_api_v1_stores__store__job_pauses_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kinds": [
                 *         "ingest_documents"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Kinds */
                    kinds: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PausedKinds"];
                };
            };
        };
    };
    list_jobs_api_v1_stores__store__jobs_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: string | null;
                /** @description Items on a page. */
                limit?: number;
                state?: ("queued" | "running" | "done" | "dead" | "cancelled") | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_job_api_v1_stores__store__jobs__job_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    discard_job_api_v1_stores__store__jobs__job_id__discard_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    follow_job_api_v1_stores__store__jobs__job_id__events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    retry_job_api_v1_stores__store__jobs__job_id__retry_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_findings_api_v1_stores__store__lint_findings_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: string | null;
                /** @description Items on a page. */
                limit?: number;
                severity?: components["schemas"]["Severity"] | null;
                state?: components["schemas"]["FindingState"] | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_finding_api_v1_stores__store__lint_findings__finding_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    ignore_finding_api_v1_stores__store__lint_findings__finding_id__ignore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                finding_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The page is about last year's model."
                 *     }
                 */
                "application/json": {
                    /** Reason */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    reopen_finding_api_v1_stores__store__lint_findings__finding_id__reopen_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                finding_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_lint_runs_api_v1_stores__store__lint_runs_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    start_lint_api_v1_stores__store__lint_runs_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_lint_run_api_v1_stores__store__lint_runs__lint_run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lint_run_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_basis_api_v1_stores__store__messages__message_id__basis_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Basis"];
                };
            };
        };
    };
    read_claims_api_v1_stores__store__messages__message_id__claims_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    give_feedback_api_v1_stores__store__messages__message_id__feedback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rating": "down",
                 *       "reasons": [
                 *         "outdated"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Comment */
                    comment?: string | null;
                    /**
                     * Rating
                     * @enum {string}
                     */
                    rating: "up" | "down";
                    /**
                     * Reasons
                     * @default []
                     */
                    reasons?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    take_feedback_back_api_v1_stores__store__messages__message_id__feedback_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_routing_api_v1_stores__store__messages__message_id__routing_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Routing"];
                };
            };
        };
    };
    read_trace_api_v1_stores__store__messages__message_id__trace_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerTrace"];
                };
            };
        };
    };
    list_notices_api_v1_stores__store__notices_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description Only those that were not read. */
                unread?: boolean;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
        };
    };
    follow_notices_api_v1_stores__store__notices_events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    mark_read_api_v1_stores__store__notices_read_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "up_to": "2026-11-21T08:00:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Ids
                     * @default []
                     */
                    ids?: string[];
                    /** Up To */
                    up_to?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    upload_api_v1_stores__store__photos_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example (the file) */
                "image/jpeg": string;
                /** @example (the file) */
                "image/png": string;
                /** @example (the file) */
                "image/webp": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPhoto"];
                };
            };
        };
    };
    show_api_v1_stores__store__photos__photo_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                photo_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
        };
    };
    discard_api_v1_stores__store__photos__photo_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                photo_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_edits_api_v1_stores__store__product_edits_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    show_edit_api_v1_stores__store__product_edits_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "listed": {
                 *         "category": "Rucksacks"
                 *       },
                 *       "set": {
                 *         "brand": "Pike"
                 *       },
                 *       "add_tags": [
                 *         "new season"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Add Tags
                     * @default []
                     */
                    add_tags?: string[];
                    add_words?: {
                        /**
                         * After
                         * @default
                         */
                        after?: string;
                        /**
                         * Before
                         * @default
                         */
                        before?: string;
                        /** Fields */
                        fields: ("title" | "description")[];
                    } | null;
                    listed?: {
                        /** Brand */
                        brand?: string | null;
                        /**
                         * Category
                         * @description A path, with what lies below it.
                         */
                        category?: string | null;
                        /** Hidden */
                        hidden?: boolean | null;
                        /** In Stock */
                        in_stock?: boolean | null;
                        /** Overridden */
                        overridden?: boolean | null;
                        /**
                         * Q
                         * @description A part of the title.
                         */
                        q?: string | null;
                    } | null;
                    /**
                     * Products
                     * @default []
                     */
                    products?: string[];
                    /**
                     * Remove Tags
                     * @default []
                     */
                    remove_tags?: string[];
                    replace?: {
                        /**
                         * Any Case
                         * @default false
                         */
                        any_case?: boolean;
                        /**
                         * Fields
                         * @default [
                         *       "title",
                         *       "description"
                         *     ]
                         */
                        fields?: ("title" | "description")[];
                        /**
                         * Instead
                         * @default
                         */
                        instead?: string;
                        /** Search */
                        search: string;
                    } | null;
                    /**
                     * Set
                     * @description Values by field, as `/products/{product_id}/overrides` takes them; not of variants.
                     */
                    set?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Take Back
                     * @description Fields in which the sources speak again; `*` for all.
                     * @default []
                     */
                    take_back?: string[];
                    /**
                     * Why
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_edit_api_v1_stores__store__product_edits__edit_id__get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                left?: boolean;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                edit_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    apply_edit_api_v1_stores__store__product_edits__edit_id__apply_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                edit_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    undo_edit_api_v1_stores__store__product_edits__edit_id__undo_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                edit_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_product_quality_api_v1_stores__store__product_quality_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                lack?: components["schemas"]["Lack"] | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityList"];
                };
            };
        };
    };
    list_products_api_v1_stores__store__products_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                q?: string | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_product_api_v1_stores__store__products__product_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, handle or SKU of a product. */
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    complementary_products_api_v1_stores__store__products__product_id__complementary_get: {
        parameters: {
            query?: {
                /** @description The most products. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id, handle or SKU of a product. */
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    product_origins_api_v1_stores__store__products__product_id__origins_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_overrides_api_v1_stores__store__products__product_id__overrides_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_overrides_api_v1_stores__store__products__product_id__overrides_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the changes were made to. */
                "if-match"?: string | null;
            };
            path: {
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "set": {
                 *         "title": "Fell 28, the wet day rucksack"
                 *       },
                 *       "why": "Shoppers ask for it by this name."
                 *     }
                 */
                "application/json": {
                    /**
                     * Set
                     * @description By field: `title`, `description`, `brand`, `category`, `tags`, `images`, `hidden`, `attributes.{name}` or `variants.{id}.title`; null for no value.
                     */
                    set?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Take Back
                     * @default []
                     */
                    take_back?: string[];
                    /**
                     * Why
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    link_record_api_v1_stores__store__products__product_id__records_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source_id": "00000000-0000-7000-8000-000000000000",
                 *       "record": "gid://shop/Product/1"
                 *     }
                 */
                "application/json": {
                    /** Record */
                    record: string;
                    /**
                     * Source Id
                     * Format: uuid
                     */
                    source_id: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    related_products_api_v1_stores__store__products__product_id__related_get: {
        parameters: {
            query?: {
                /** @description The most products. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id, handle or SKU of a product. */
                product_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    compare_products_api_v1_stores__store__products_compare_get: {
        parameters: {
            query: {
                /** @description Ids, handles or SKUs of two to ten products, separated by commas. */
                ids: string;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    search_products_api_v1_stores__store__products_search_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "tent",
                 *       "filters": [
                 *         {
                 *           "field": "category",
                 *           "op": "eq",
                 *           "value": "Tents"
                 *         }
                 *       ],
                 *       "facets": [
                 *         "*"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * As You Type
                     * @default false
                     */
                    as_you_type?: boolean;
                    /**
                     * Cursor
                     * @description `next_cursor` of the page before, with the same search.
                     */
                    cursor?: string | null;
                    /**
                     * Explain
                     * @default false
                     */
                    explain?: boolean;
                    /**
                     * Facets
                     * @description Facets to count: names of filters, or * for the usual ones.
                     * @default []
                     */
                    facets?: string[];
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /**
                     * Ignore
                     * @description Ids of filters read from the words that shall not hold.
                     * @default []
                     */
                    ignore?: string[];
                    /**
                     * Limit
                     * @default 10
                     */
                    limit?: number;
                    /**
                     * Market
                     * @description The shopper's market or country: passages that are for others alone are left out.
                     */
                    market?: string | null;
                    /**
                     * Mode
                     * @description Which legs take part.
                     * @enum {string}
                     */
                    mode?: "hybrid" | "semantic" | "keyword";
                    /**
                     * Query
                     * @default
                     */
                    query?: string;
                    /**
                     * Relax
                     * @description Whether limits may give way when nothing meets them; null: those read from the words may.
                     */
                    relax?: boolean | null;
                    /**
                     * Sort
                     * @description relevance, price_asc, price_desc, rating_asc, rating_desc, newest, title_asc, title_desc, attribute.<name>_asc or attribute.<name>_desc. Without it, what the words ask for.
                     */
                    sort?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    restore_store_api_v1_stores__store__restore_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    resume_store_api_v1_stores__store__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_retention_api_v1_stores__store__retention_get: {
        parameters: {
            query?: {
                /** @description Days to count by what they would erase. */
                conversation_days?: number | null;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRetention"];
                };
            };
        };
    };
    change_retention_api_v1_stores__store__retention_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "conversation_days": 14
                 *     }
                 */
                "application/json": {
                    /** Conversation Days */
                    conversation_days: number | null;
                    /** Trace Days */
                    trace_days: number | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownRetention"];
                };
            };
        };
    };
    search_api_v1_stores__store__search_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "a tent for two under 300",
                 *       "limit": 5,
                 *       "facets": [
                 *         "brand"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * As You Type
                     * @default false
                     */
                    as_you_type?: boolean;
                    /**
                     * Cursor
                     * @description `next_cursor` of the page before, with the same search.
                     */
                    cursor?: string | null;
                    /**
                     * Explain
                     * @default false
                     */
                    explain?: boolean;
                    /**
                     * Facets
                     * @description Facets to count: names of filters, or * for the usual ones.
                     * @default []
                     */
                    facets?: string[];
                    /** Filters */
                    filters?: {
                        /**
                         * End
                         * @default 0
                         */
                        end?: number;
                        /** Field */
                        field: string;
                        /**
                         * Id
                         * @default
                         */
                        id?: string;
                        /**
                         * Near
                         * @default false
                         */
                        near?: boolean;
                        /**
                         * Only
                         * @default false
                         */
                        only?: boolean;
                        /**
                         * FilterOp
                         * @description How the values of a filter are compared.
                         * @enum {string}
                         */
                        op: "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";
                        /**
                         * Start
                         * @default 0
                         */
                        start?: number;
                        /**
                         * Synonym
                         * @default
                         */
                        synonym?: string;
                        /**
                         * Text
                         * @default
                         */
                        text?: string;
                        /** Value */
                        value: string | string[];
                        /**
                         * Words
                         * @default
                         */
                        words?: string;
                    }[] | null;
                    /**
                     * Ignore
                     * @description Ids of filters read from the words that shall not hold.
                     * @default []
                     */
                    ignore?: string[];
                    /** Kinds */
                    kinds?: ("product" | "passage")[] | null;
                    /**
                     * Limit
                     * @default 10
                     */
                    limit?: number;
                    /**
                     * Market
                     * @description The shopper's market or country: passages that are for others alone are left out.
                     */
                    market?: string | null;
                    /**
                     * Mode
                     * @description Which legs take part.
                     * @enum {string}
                     */
                    mode?: "hybrid" | "semantic" | "keyword";
                    /** Query */
                    query: string;
                    /**
                     * Relax
                     * @description Whether limits may give way when nothing meets them; null: those read from the words may.
                     */
                    relax?: boolean | null;
                    /**
                     * Sort
                     * @description relevance, price_asc, price_desc, rating_asc, rating_desc, newest, title_asc, title_desc, attribute.<name>_asc or attribute.<name>_desc. Without it, what the words ask for.
                     */
                    sort?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_keys_api_v1_stores__store__shopper_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysShown"];
                };
            };
        };
    };
    create_key_api_v1_stores__store__shopper_keys_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "algorithm": "HS256"
                 *     }
                 */
                "application/json": {
                    /**
                     * Algorithm
                     * @description How a key signs (RFC 7518, RFC 8037). It is a property of the key; what a token says of it counts for nothing.
                     * @enum {string}
                     */
                    algorithm?: "HS256" | "RS256" | "ES256" | "EdDSA";
                    /**
                     * Public Key
                     * @description PEM; not for HS256.
                     */
                    public_key?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
        };
    };
    revoke_key_api_v1_stores__store__shopper_keys__shopper_key_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                shopper_key_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotate_key_api_v1_stores__store__shopper_keys__shopper_key_id__rotate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                shopper_key_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap_hours": 24
                 *     }
                 */
                "application/json": {
                    /**
                     * Overlap Hours
                     * @default 24
                     */
                    overlap_hours?: number;
                    /**
                     * Public Key
                     * @description PEM; not for HS256.
                     */
                    public_key?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
        };
    };
    erase_shopper_api_v1_stores__store__shoppers_erase_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ann@example.com"
                 *     }
                 */
                "application/json": {
                    /**
                     * Conversation Id
                     * @description One of their chats.
                     */
                    conversation_id?: string | null;
                    /**
                     * Customer Id
                     * @description The shop's own id.
                     */
                    customer_id?: string | null;
                    /** Email */
                    email?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedShopper"];
                };
            };
        };
    };
    export_shopper_api_v1_stores__store__shoppers_export_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ann@example.com"
                 *     }
                 */
                "application/json": {
                    /**
                     * Conversation Id
                     * @description One of their chats.
                     */
                    conversation_id?: string | null;
                    /**
                     * Customer Id
                     * @description The shop's own id.
                     */
                    customer_id?: string | null;
                    /** Email */
                    email?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopperExport"];
                };
            };
        };
    };
    list_conflicts_api_v1_stores__store__source_conflicts_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                state?: "open" | "decided";
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    decide_conflict_api_v1_stores__store__source_conflicts__conflict_id__decide_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                conflict_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source_id": "00000000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/json": {
                    /**
                     * Source Id
                     * Format: uuid
                     */
                    source_id: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_kinds_api_v1_stores__store__source_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceKindList"];
                };
            };
        };
    };
    read_rules_api_v1_stores__store__source_rules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_rules_api_v1_stores__store__source_rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fields": {
                 *         "price": {
                 *           "rule": "newest"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * Failover After
                     * @default 86400
                     */
                    failover_after?: number;
                    /** Fields */
                    fields?: {
                        [key: string]: {
                            /** Order */
                            order?: string[];
                            /**
                             * Rule
                             * @description How sources that disagree are settled. FLAG: a person decides; until then the one of highest priority is shown.
                             * @enum {string}
                             */
                            rule?: "priority" | "newest" | "flag";
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_sources_api_v1_stores__store__sources_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcePage"];
                };
            };
        };
    };
    add_source_api_v1_stores__store__sources_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "woocommerce",
                 *       "name": "Our shop",
                 *       "options": {
                 *         "address": "https://shop.example"
                 *       },
                 *       "credentials": {
                 *         "key": "ck_…",
                 *         "secret": "cs_…"
                 *       },
                 *       "resources": [
                 *         "products",
                 *         "stock"
                 *       ],
                 *       "schedule": "every 15m"
                 *     }
                 */
                "application/json": {
                    /**
                     * At Once
                     * @description Requests at the shop at once.
                     */
                    at_once?: number | null;
                    /** Credentials */
                    credentials?: {
                        [key: string]: unknown;
                    };
                    /** Kind */
                    kind: string;
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                    /** Options */
                    options?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Per Second
                     * @description New requests a second at most.
                     */
                    per_second?: number | null;
                    /**
                     * Priority
                     * @description Among sources; the higher is believed.
                     */
                    priority?: number | null;
                    /**
                     * Reconcile
                     * @description When it is looked for what no change tells of.
                     * @default @daily
                     */
                    reconcile?: string | null;
                    /**
                     * Resources
                     * @description What of it; left out: all that the kind can.
                     */
                    resources?: ("products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents")[] | null;
                    /**
                     * Rules
                     * @description Transformations of records.
                     */
                    rules?: {
                        [key: string]: unknown;
                    }[] | null;
                    /**
                     * Schedule
                     * @description When what changed is read.
                     * @default every 15m
                     */
                    schedule?: string | null;
                    /** Settings */
                    settings?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * Time Zone
                     * @description That cron is meant in.
                     */
                    time_zone?: string | null;
                    /**
                     * Unchecked
                     * @description Connect it without asking the shop first.
                     * @default false
                     */
                    unchecked?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    read_source_api_v1_stores__store__sources__source_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    remove_source_api_v1_stores__store__sources__source_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    change_source_api_v1_stores__store__sources__source_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedule": "0 3 * * *",
                 *       "time_zone": "Europe/Berlin"
                 *     }
                 */
                "application/json": {
                    /**
                     * At Once
                     * @description Requests at the shop at once.
                     */
                    at_once?: number | null;
                    /** Credentials */
                    credentials?: {
                        [key: string]: unknown;
                    } | null;
                    /** Name */
                    name?: string | null;
                    /** Options */
                    options?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * Per Second
                     * @description New requests a second at most.
                     */
                    per_second?: number | null;
                    /**
                     * Priority
                     * @description Among sources; the higher is believed.
                     */
                    priority?: number | null;
                    /**
                     * Reconcile
                     * @description When it is looked for what no change tells of.
                     * @default @daily
                     */
                    reconcile?: string | null;
                    /**
                     * Resources
                     * @description What of it; left out: all that the kind can.
                     */
                    resources?: ("products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents")[] | null;
                    /**
                     * Rules
                     * @description Transformations of records.
                     */
                    rules?: {
                        [key: string]: unknown;
                    }[] | null;
                    /**
                     * Schedule
                     * @description When what changed is read.
                     * @default every 15m
                     */
                    schedule?: string | null;
                    /** Settings */
                    settings?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * Time Zone
                     * @description That cron is meant in.
                     */
                    time_zone?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    list_deliveries_api_v1_stores__store__sources__source_id__deliveries_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                state?: components["schemas"]["DeliveryState"] | null;
            };
            header?: never;
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    replay_api_v1_stores__store__sources__source_id__deliveries__delivery_id__replay_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                delivery_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_hooks_api_v1_stores__store__sources__source_id__hooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    mend_hooks_api_v1_stores__store__sources__source_id__hooks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    rotate_secret_api_v1_stores__store__sources__source_id__hooks_rotate_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    begin_consent_api_v1_stores__store__sources__source_id__oauth_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentAddress"];
                };
            };
        };
    };
    finish_consent_api_v1_stores__store__sources__source_id__oauth_finish_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "…",
                 *       "code": "4/0Ab…"
                 *     }
                 */
                "application/json": {
                    /** Code */
                    code: string;
                    /** State */
                    state: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    pause_source_api_v1_stores__store__sources__source_id__pause_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    list_problems_api_v1_stores__store__sources__source_id__problems_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemPage"];
                };
            };
        };
    };
    read_problem_api_v1_stores__store__sources__source_id__problems__problem_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                problem_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RawProblem"];
                };
            };
        };
    };
    dismiss_problem_api_v1_stores__store__sources__source_id__problems__problem_id__dismiss_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                problem_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceProblem"];
                };
            };
        };
    };
    retry_problem_api_v1_stores__store__sources__source_id__problems__problem_id__retry_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                problem_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "data": {
                 *         "id": "17",
                 *         "handle": "tent",
                 *         "title": "Tent"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** Data */
                    data?: {
                        [key: string]: unknown;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    dismiss_cause_api_v1_stores__store__sources__source_id__problems_dismiss_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resource": "products",
                 *       "code": "unreadable",
                 *       "field": "price"
                 *     }
                 */
                "application/json": {
                    /** Code */
                    code: string;
                    /**
                     * Field
                     * @default
                     */
                    field?: string;
                    /**
                     * Resource
                     * @description What a source can be asked for. STOCK and PRICES go live at once, the others in one step with their sync.
                     * @enum {string}
                     */
                    resource: "products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents";
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissedProblems"];
                };
            };
        };
    };
    retry_cause_api_v1_stores__store__sources__source_id__problems_retry_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resource": "products",
                 *       "code": "unreadable",
                 *       "field": "price"
                 *     }
                 */
                "application/json": {
                    /** Code */
                    code: string;
                    /**
                     * Field
                     * @default
                     */
                    field?: string;
                    /**
                     * Resource
                     * @description What a source can be asked for. STOCK and PRICES go live at once, the others in one step with their sync.
                     * @enum {string}
                     */
                    resource: "products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents";
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    resume_source_api_v1_stores__store__sources__source_id__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectedSource"];
                };
            };
        };
    };
    try_rules_api_v1_stores__store__sources__source_id__rules_test_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resource": "products",
                 *       "rules": [
                 *         {
                 *           "resource": "products",
                 *           "do": "constant",
                 *           "field": "brand",
                 *           "value": "Acme"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Records */
                    records?: {
                        [key: string]: unknown;
                    }[] | null;
                    /**
                     * Resource
                     * @description What a source can be asked for. STOCK and PRICES go live at once, the others in one step with their sync.
                     * @enum {string}
                     */
                    resource: "products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents";
                    /** Rules */
                    rules?: {
                        [key: string]: unknown;
                    }[] | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    list_runs_api_v1_stores__store__sources__source_id__runs_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRunPage"];
                };
            };
        };
    };
    read_run_api_v1_stores__store__sources__source_id__runs__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedRun"];
                };
            };
        };
    };
    approve_run_api_v1_stores__store__sources__source_id__runs__run_id__approve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    follow_run_api_v1_stores__store__sources__source_id__runs__run_id__events_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    pause_run_api_v1_stores__store__sources__source_id__runs__run_id__pause_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    refuse_run_api_v1_stores__store__sources__source_id__runs__run_id__refuse_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    resume_run_api_v1_stores__store__sources__source_id__runs__run_id__resume_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    roll_back_run_api_v1_stores__store__sources__source_id__runs__run_id__rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    stop_run_api_v1_stores__store__sources__source_id__runs__run_id__stop_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
        };
    };
    start_sync_api_v1_stores__store__sources__source_id__sync_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "mode": "reconcile"
                 *     }
                 */
                "application/json": {
                    /**
                     * Mode
                     * @default incremental
                     * @enum {string}
                     */
                    mode?: "full" | "incremental" | "reconcile";
                    /** Resources */
                    resources?: ("products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents")[] | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSyncRun"];
                };
            };
        };
    };
    test_source_api_v1_stores__store__sources__source_id__test_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedSource"];
                };
            };
        };
    };
    detect_api_v1_stores__store__sources_detect_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "https://shop.example"
                 *     }
                 */
                "application/json": {
                    /** Address */
                    address: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectedKindList"];
                };
            };
        };
    };
    try_source_api_v1_stores__store__sources_test_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "woocommerce",
                 *       "name": "Our shop",
                 *       "options": {
                 *         "address": "https://shop.example"
                 *       },
                 *       "credentials": {
                 *         "key": "ck_…",
                 *         "secret": "cs_…"
                 *       },
                 *       "resources": [
                 *         "products",
                 *         "stock"
                 *       ],
                 *       "schedule": "every 15m"
                 *     }
                 */
                "application/json": {
                    /**
                     * At Once
                     * @description Requests at the shop at once.
                     */
                    at_once?: number | null;
                    /** Credentials */
                    credentials?: {
                        [key: string]: unknown;
                    };
                    /** Kind */
                    kind: string;
                    /**
                     * Name
                     * @default
                     */
                    name?: string;
                    /** Options */
                    options?: {
                        [key: string]: unknown;
                    };
                    /**
                     * Per Second
                     * @description New requests a second at most.
                     */
                    per_second?: number | null;
                    /**
                     * Priority
                     * @description Among sources; the higher is believed.
                     */
                    priority?: number | null;
                    /**
                     * Reconcile
                     * @description When it is looked for what no change tells of.
                     * @default @daily
                     */
                    reconcile?: string | null;
                    /**
                     * Resources
                     * @description What of it; left out: all that the kind can.
                     */
                    resources?: ("products" | "variants" | "stock" | "prices" | "orders" | "customers" | "shipments" | "refunds" | "carts" | "documents")[] | null;
                    /**
                     * Rules
                     * @description Transformations of records.
                     */
                    rules?: {
                        [key: string]: unknown;
                    }[] | null;
                    /**
                     * Schedule
                     * @description When what changed is read.
                     * @default every 15m
                     */
                    schedule?: string | null;
                    /** Settings */
                    settings?: {
                        [key: string]: unknown;
                    } | null;
                    /**
                     * Time Zone
                     * @description That cron is meant in.
                     */
                    time_zone?: string | null;
                    /**
                     * Unchecked
                     * @description Connect it without asking the shop first.
                     * @default false
                     */
                    unchecked?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedSource"];
                };
            };
        };
    };
    suspend_store_api_v1_stores__store__suspend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_synonyms_api_v1_stores__store__synonyms_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    add_synonym_api_v1_stores__store__synonyms_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "words": [
                 *         "sofa",
                 *         "couch",
                 *         "settee"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Becomes */
                    becomes?: string[];
                    /** Language */
                    language?: string | null;
                    /** Words */
                    words: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_synonym_api_v1_stores__store__synonyms__synonym_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
                synonym_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    change_synonym_api_v1_stores__store__synonyms__synonym_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
                synonym_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "words": [
                 *         "sofa",
                 *         "couch",
                 *         "settee"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Becomes */
                    becomes?: string[];
                    /** Language */
                    language?: string | null;
                    /** Words */
                    words: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    remove_synonym_api_v1_stores__store__synonyms__synonym_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
                synonym_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    export_synonyms_api_v1_stores__store__synonyms_export_get: {
        parameters: {
            query?: {
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/csv": string;
                };
            };
        };
    };
    import_synonyms_api_v1_stores__store__synonyms_import_post: {
        parameters: {
            query?: {
                /** @description Remove all rules that stood before. */
                replace?: boolean;
            };
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "synonyms": [
                 *         {
                 *           "words": [
                 *             "sofa",
                 *             "couch",
                 *             "settee"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
                /**
                 * @example words,becomes,language
                 *     sofa|couch,,
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    suggest_synonyms_api_v1_stores__store__synonyms_suggestions_get: {
        parameters: {
            query?: {
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    read_widget_api_v1_stores__store__widget_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWidgetDraft"];
                };
            };
        };
    };
    change_widget_api_v1_stores__store__widget_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` that the changes were made to. */
                "if-match"?: string | null;
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "color": "#b5532a",
                 *       "position": "start"
                 *     }
                 */
                "application/json": {
                    /**
                     * Animation
                     * @default true
                     */
                    animation?: boolean;
                    /** Avatar */
                    avatar?: string | null;
                    /** Color */
                    color?: string | null;
                    /**
                     * Consent
                     * @description Whether a shopper has to agree before anything is stored, and to which words; None: the window's own.
                     */
                    consent?: {
                        /**
                         * Required
                         * @default false
                         */
                        required?: boolean;
                        /** Text */
                        text?: string | null;
                    };
                    /** Font */
                    font?: string | null;
                    /** Greeting */
                    greeting?: string | null;
                    /**
                     * Hidden Paths
                     * @default []
                     */
                    hidden_paths?: string[];
                    /** Label */
                    label?: string | null;
                    /**
                     * Languages
                     * @default []
                     */
                    languages?: string[];
                    /** Logo */
                    logo?: string | null;
                    /** Mark */
                    mark?: string | null;
                    /**
                     * Mode
                     * @default auto
                     * @enum {string}
                     */
                    mode?: "light" | "dark" | "auto";
                    nudge?: {
                        /**
                         * After Seconds
                         * @default 20
                         */
                        after_seconds?: number;
                        /** Event */
                        event?: string | null;
                        /**
                         * Paths
                         * @default []
                         */
                        paths?: string[];
                        /** Text */
                        text: string;
                    } | null;
                    /**
                     * Offset X
                     * @default 20
                     */
                    offset_x?: number;
                    /**
                     * Offset Y
                     * @default 20
                     */
                    offset_y?: number;
                    /**
                     * Photo
                     * @default false
                     */
                    photo?: boolean;
                    /**
                     * Position
                     * @default end
                     * @enum {string}
                     */
                    position?: "start" | "end";
                    /**
                     * Radius
                     * @default 16
                     */
                    radius?: number;
                    /**
                     * Suggestions
                     * @default []
                     */
                    suggestions?: {
                        /**
                         * Paths
                         * @default [
                         *       "*"
                         *     ]
                         */
                        paths?: string[];
                        /** Texts */
                        texts: string[];
                    }[];
                    /** Title */
                    title?: string | null;
                    /**
                     * Voice
                     * @default true
                     */
                    voice?: boolean;
                    /**
                     * Z Index
                     * @default 900
                     */
                    z_index?: number;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWidgetDraft"];
                };
            };
        };
    };
    read_install_api_v1_stores__store__widget_install_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetInstall"];
                };
            };
        };
    };
    make_preview_api_v1_stores__store__widget_previews_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetPreviewLink"];
                };
            };
        };
    };
    list_widget_releases_api_v1_stores__store__widget_releases_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetReleasePage"];
                };
            };
        };
    };
    publish_widget_api_v1_stores__store__widget_releases_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected": 0
                 *     }
                 */
                "application/json": {
                    /**
                     * Expected
                     * @description The number of the live release, as far as you know; 0 before the first.
                     */
                    expected: number;
                    /**
                     * Note
                     * @description Why, for those who read the history.
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWidgetRelease"];
                };
            };
        };
    };
    roll_widget_back_api_v1_stores__store__widget_releases__look_number__rollback_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                look_number: string;
                /** @description Slug or id. */
                store: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expected": 2
                 *     }
                 */
                "application/json": {
                    /**
                     * Expected
                     * @description The number of the live release, as far as you know; 0 before the first.
                     */
                    expected: number;
                    /**
                     * Note
                     * @description Why, for those who read the history.
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWidgetRelease"];
                };
            };
        };
    };
    read_usage_api_v1_usage_get: {
        parameters: {
            query?: {
                assistant_id?: string | null;
                /** @description Conversations are summed over 31 days at most, all others over 400. */
                by?: components["schemas"]["By"];
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description What became of the call's answer. */
                duty?: components["schemas"]["Duty"] | null;
                /** @description First day, of UTC. */
                from?: string | null;
                key_id?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description As its provider calls it. */
                model?: string | null;
                purpose?: components["schemas"]["Purpose"] | null;
                /** @description Slug or id; without, the whole organization. */
                store?: string | null;
                /** @description Last day, which is within. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageSummary"];
                };
            };
        };
    };
    list_calls_api_v1_usage_calls_get: {
        parameters: {
            query?: {
                assistant_id?: string | null;
                conversation_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description What became of the call's answer. */
                duty?: components["schemas"]["Duty"] | null;
                /** @description First day, of UTC. */
                from?: string | null;
                key_id?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description As its provider calls it. */
                model?: string | null;
                outcome?: ("done" | "refused" | "failed" | "left" | "died" | "cached") | null;
                purpose?: components["schemas"]["Purpose"] | null;
                /** @description Slug or id; without, the whole organization. */
                store?: string | null;
                /** @description Last day, which is within. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallsShown"];
                };
            };
        };
    };
    export_calls_api_v1_usage_calls_export_get: {
        parameters: {
            query?: {
                assistant_id?: string | null;
                conversation_id?: string | null;
                /** @description What became of the call's answer. */
                duty?: components["schemas"]["Duty"] | null;
                /** @description First day, of UTC. */
                from?: string | null;
                key_id?: string | null;
                /** @description As its provider calls it. */
                model?: string | null;
                outcome?: ("done" | "refused" | "failed" | "left" | "died" | "cached") | null;
                purpose?: components["schemas"]["Purpose"] | null;
                /** @description Slug or id; without, the whole organization. */
                store?: string | null;
                /** @description Last day, which is within. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    export_usage_api_v1_usage_export_get: {
        parameters: {
            query?: {
                assistant_id?: string | null;
                /** @description Conversations are summed over 31 days at most, all others over 400. */
                by?: components["schemas"]["By"];
                /** @description What became of the call's answer. */
                duty?: components["schemas"]["Duty"] | null;
                /** @description First day, of UTC. */
                from?: string | null;
                key_id?: string | null;
                /** @description As its provider calls it. */
                model?: string | null;
                purpose?: components["schemas"]["Purpose"] | null;
                /** @description Slug or id; without, the whole organization. */
                store?: string | null;
                /** @description Last day, which is within. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    list_visits_api_v1_visits_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownVisits"];
                };
            };
        };
    };
    end_visit_api_v1_visits__visit_id__delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key, the request has no second effect and gets the stored reply, for a day. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    read_config_api_v1_widget_config_get: {
        parameters: {
            query?: {
                /** @description The publishable key. */
                key?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetConfig"];
                };
            };
        };
    };
    read_preview_api_v1_widget_preview_get: {
        parameters: {
            query: {
                /** @description As it was made. */
                link: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetConfig"];
                };
            };
        };
    };
}
