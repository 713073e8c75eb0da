//! HTTP: the layers in order, and the three tables of routes: pages, posts, machines.

mod access_log;
mod answer;
mod assets;
mod bare;
mod cookies;
mod forwarded;
mod headers;
mod health;
pub mod knock;
pub mod listen;
mod machines;
mod marks;
mod origin;
mod pages;
mod peer;
mod posts;
pub mod respond;
mod router;
mod shape;
pub mod tls;
