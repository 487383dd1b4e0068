"""One archive of a library and all that it is built from, for programs that link statically."""

def _archives(dep):
    archives = []
    for linker_input in dep[CcInfo].linking_context.linker_inputs.to_list():
        for library in linker_input.libraries:
            archive = library.pic_static_library or library.static_library
            if archive:
                archives.append(archive)
    return archives

def _static_library_impl(ctx):
    archives = _archives(ctx.attr.dep)
    script = ["create " + ctx.outputs.out.path]
    script += ["addlib " + archive.path for archive in archives]
    script += ["save", "end"]
    ctx.actions.run_shell(
        outputs = [ctx.outputs.out],
        inputs = archives,
        command = "printf '%s\\n' \"$@\" | ar -M",
        arguments = script,
        mnemonic = "StaticLibrary",
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

static_library = rule(
    implementation = _static_library_impl,
    attrs = {
        "dep": attr.label(providers = [CcInfo]),
        "out": attr.output(mandatory = True),
    },
)
