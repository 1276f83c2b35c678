"""The living style page for staff (`/tyyli/`): every component in every state, as pages draw it."""
