#pragma once

#include "formats/tomato/record_parser.h"
#include "formats/tomato/snapshot_text.h"

#include <future>
#include <vector>

namespace aurora::formats::tomato {

/// Parses runs of records beside the reading of the file, and gives them back in its order.
class RecordPool
{
public:
    RecordPool(SnapshotText& text, AllColumns allColumns);

    /// @throws FormatError of a run handed in before
    void add(RecordRun run);

    /// All records, once all runs were handed in. @throws FormatError
    [[nodiscard]] Records take();

private:
    struct Slot
    {
        explicit Slot(AllColumns allColumns) : parser(allColumns) {}

        RecordParser parser;
        RecordRun run;
        Records records;
        std::future<void> done;  ///< the last member: its end is awaited before the others go
    };

    void collect(Slot& slot);

    SnapshotText& m_text;
    Records m_all;
    std::vector<Slot> m_slots;  ///< used in turn
    std::size_t m_next = 0;
};

}  // namespace aurora::formats::tomato
