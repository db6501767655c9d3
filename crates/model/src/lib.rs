//! The documents in the handbook's words: commands in, edits and views out.
