type Operation = (state: ProjectState, body: object, context: object) => Promise<{ localId?: string }>;
type ProjectState = { getUserByLocalId(localId: string): { displayName?: string } | undefined };

/** Makes the password sign-in answer `displayName`, as Google does and the emulator forgets. */
export function returnDisplayName(accounts: { signInWithPassword: Operation }): void {
  const original = accounts.signInWithPassword;
  accounts.signInWithPassword = async (state, body, context) => {
    const response = await original(state, body, context);
    return { ...response, displayName: state.getUserByLocalId(response.localId ?? '')?.displayName ?? '' };
  };
}
