//! Device keys, certificates, who is a member, signed and sealed entries, invitations.
