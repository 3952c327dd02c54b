#pragma once

#include "aurora/core/json.h"
#include "aurora/simulation/writers.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::simulation {

/// Writes JSON piece by piece, as Python's json.dump lays it out with indent=1 or without.
class JsonStream
{
public:
    JsonStream(std::ostream& stream, JsonLayout layout) : m_stream(stream), m_layout(layout) {}

    void open(char bracket);
    void close(char bracket);
    /// The name of the next value of an object.
    void key(std::string_view name);
    /// NaN and infinities as bare words.
    void number(double value);
    void number(std::int64_t value);
    /// @param quoted  with its quotes and escapes
    void text(std::string_view quoted);
    void value(const Json& json);
    /// Hands everything to the stream.
    void flush();

private:
    void beginValue();
    void beginLine();

    std::ostream& m_stream;
    JsonLayout m_layout;
    std::string m_text;
    std::vector<bool> m_hasValues;  ///< of the open brackets
    bool m_follows = false;         ///< a name stands before the next value
};

}  // namespace aurora::simulation
