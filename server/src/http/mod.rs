//! HTTP: the layers in order, and the three tables of routes: pages, posts, endpoints.

mod access_log;
mod answer;
mod assets;
mod bare;
mod context;
mod cookies;
mod endpoints;
mod forwarded;
mod headers;
mod health;
pub mod incoming;
mod language;
pub mod listen;
mod origin;
mod pages;
mod peer;
mod posts;
pub mod respond;
mod router;
mod shape;
pub mod tls;
mod turns;
