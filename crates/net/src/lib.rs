//! iroh, and nothing else: endpoint, connections, frames, discovery.
