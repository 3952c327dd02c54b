#include "simulation/json_stream.h"

#include "aurora/core/text.h"

#include <cmath>

namespace aurora::simulation {

namespace {

constexpr std::size_t bufferSize = 1U << 20U;

}  // namespace

void JsonStream::beginLine()
{
    if (m_layout == JsonLayout::Indented) {
        m_text += '\n';
        m_text.append(m_hasValues.size(), ' ');
    }
}

void JsonStream::beginValue()
{
    if (m_follows || m_hasValues.empty()) {
        m_follows = false;
        return;
    }
    if (m_hasValues.back()) {
        m_text += m_layout == JsonLayout::Indented ? "," : ", ";
    }
    m_hasValues.back() = true;
    beginLine();
}

void JsonStream::open(char bracket)
{
    beginValue();
    m_text += bracket;
    m_hasValues.push_back(false);
}

void JsonStream::close(char bracket)
{
    const bool hadValues = m_hasValues.back();
    m_hasValues.pop_back();
    if (hadValues) {
        beginLine();
    }
    m_text += bracket;
    if (m_text.size() > bufferSize) {
        flush();
    }
}

void JsonStream::key(std::string_view name)
{
    beginValue();
    m_text += '"';
    m_text += name;
    m_text += "\": ";
    m_follows = true;
}

void JsonStream::number(double value)
{
    beginValue();
    if (std::isfinite(value)) {
        m_text += formatNumber(value);
    } else {
        m_text += std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
}

void JsonStream::number(std::int64_t value)
{
    beginValue();
    m_text += std::to_string(value);
}

void JsonStream::text(std::string_view quoted)
{
    beginValue();
    m_text += quoted;
}

void JsonStream::value(const Json& json)
{
    if (!json.is_structured()) {
        text(dumpJson(json));
        return;
    }
    open(json.is_object() ? '{' : '[');
    for (const auto& [name, member] : json.items()) {
        if (json.is_object()) {
            key(name);
        }
        value(member);
    }
    close(json.is_object() ? '}' : ']');
}

void JsonStream::flush()
{
    m_stream.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
    m_text.clear();
}

}  // namespace aurora::simulation
