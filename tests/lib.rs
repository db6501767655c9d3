//! Nothing here: the stories are in main.rs.
