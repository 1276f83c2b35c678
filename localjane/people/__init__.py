"""The people of a local JANE: invitations, accounts that stand idle, who is the last publisher."""
