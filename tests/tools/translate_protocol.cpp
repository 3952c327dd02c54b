// translate_protocol (to-unicycler|to-payload) FROM TO: what the window does with protocols of aurora-unicycler, for
// the tests that let that package read and write them.

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/protocols/payload.h"
#include "aurora/protocols/unicycler.h"

#include <cstdio>
#include <string_view>

using namespace aurora;

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "translate_protocol (to-unicycler|to-payload) FROM TO\n");
        return 2;
    }
    try {
        const Json json = parseJson(readFile(pathFromText(argv[2])), argv[2]);
        const protocols::Translation translation = argv[1] == std::string_view("to-unicycler")
                                                       ? protocols::unicyclerFromPayload(json, argv[2])
                                                       : protocols::payloadFromUnicycler(json, argv[2]);
        for (const std::string& note : translation.notes) {
            std::printf("%s\n", note.c_str());
        }
        replaceFileText(pathFromText(argv[3]), dumpJson(translation.json, 4) + "\n");
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
