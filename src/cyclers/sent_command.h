#pragma once

#include "cyclers/ketchup.h"
#include "cyclers/refusals.h"

#include <string>
#include <vector>

namespace aurora::cyclers {

/// Sends a command that changes something. One that was sent is given a moment to answer also when the user cancels;
/// one that still waits (for its turn, or for a connection) is not sent any more.
/// @throws MaybeDone when no answer came, Cancelled and ConnectionError when nothing was sent
[[nodiscard]] Ketchup::Answer sendChange(Ketchup& ketchup, const Action& action, const std::vector<std::string>& words,
                                         const Progress& progress);

/// Sends a command once more that the server took without effect: it may have one yet, whatever becomes of this one.
/// @throws MaybeDone also when nothing was sent this time
[[nodiscard]] Ketchup::Answer sendAgain(Ketchup& ketchup, const Action& action, const std::vector<std::string>& words,
                                        const Progress& progress);

[[noreturn]] void throwMaybeDone(const Action& action, const std::string& why, const std::string& cause = {});

/// What is to be thrown when the state could not be read after a change: the error that is being handled, in words.
[[noreturn]] void throwUnseen(const Action& action);

/// Reads the state after a change was sent.
/// @throws MaybeDone whatever keeps it from being read
template <class Read>
[[nodiscard]] auto readAfter(const Action& action, const Read& read) -> decltype(read())
{
    try {
        return read();
    } catch (const Error&) {
        throwUnseen(action);
    }
}

}  // namespace aurora::cyclers
