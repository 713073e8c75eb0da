//! Why a session has ended, in the address of the sign-in page. Nothing is stored for a stranger who opens a page, so the
//! address carries it: signed, for the browser that was sent there and some minutes. So nobody can make one up, or pass one
//! on to somebody else: the page would tell them what concerns others.

use super::browser_mark::KEPT_FOR;
use super::request::Request;
use super::who::Who;
use app::sign_in::api::Ended;

/// What is signed, in place of the name of a table.
const SIGNED: &str = "ended session";

impl Request {
    /// The value of `ended` with which the sign-in page says why the session of this request has ended.
    pub fn ended(&self) -> String {
        self.ended_by(match &self.who {
            Who::ShutOut(why) => *why,
            _ => Ended::Over,
        })
    }

    /// The value of `ended` for a session that ends now, or did not begin.
    pub fn ended_by(&self, why: Ended) -> String {
        let (why, until) = (why.code(), (self.app.clock.now() + KEPT_FOR).timestamp().to_string());
        let mark = self.give_mark();
        let seal = self.app.keys.rows().sign(SIGNED, &self.sealed_parts(why, &until, &mark));
        format!("{why}-{until}-{}", hex::encode(seal))
    }

    /// Reads such a value; nothing if the console has not made it, or not for this browser and time.
    pub fn read_ended(&self, said: &str) -> Option<Ended> {
        let mark = self.mark()?;
        let mut parts = said.splitn(3, '-');
        let (why, until, seal) = (parts.next()?, parts.next()?, hex::decode(parts.next()?).ok()?);
        let genuine = self.app.keys.rows().fits(SIGNED, &self.sealed_parts(why, until, mark), Some(&seal));
        let in_time = until.parse().is_ok_and(|until: i64| self.app.clock.now().timestamp() < until);
        Ended::from_code(why).filter(|_| genuine && in_time)
    }

    fn sealed_parts<'p>(&'p self, why: &'p str, until: &'p str, mark: &'p str) -> [&'p [u8]; 4] {
        [why.as_bytes(), until.as_bytes(), self.origin.user_agent.as_bytes(), mark.as_bytes()]
    }
}
