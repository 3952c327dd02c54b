#pragma once

#include <cstddef>

namespace aurora::fuzz {

/// While it lives, the program ends with a stack trace as soon as more is allocated and not yet freed than a reader may
/// use for an input of this size: 8 bytes a byte and 16 MiB. Counts what was allocated since it was made, in all
/// threads; memory that is asked for and never touched counts too.
class LiveBytesLimit
{
public:
    explicit LiveBytesLimit(std::size_t inputSize);
    ~LiveBytesLimit();
    LiveBytesLimit(const LiveBytesLimit&) = delete;
    LiveBytesLimit& operator=(const LiveBytesLimit&) = delete;

    /// Allows what an input of this size may use, where that is more.
    static void raiseTo(std::size_t inputSize);
};

}  // namespace aurora::fuzz
